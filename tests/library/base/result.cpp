// SPDX-License-Identifier: GPL-2.0
//! Results and errors: TRY passes errors on, C's numbers become errors, errors have names.
#include <kernel/prelude.hpp>
#include <kernel/test/kunit.hpp>

#include "../counted_by.hpp"

using namespace kernel;

namespace {

struct Tag;
using Object = CountedBy<Tag>;

Result<u32> positive(i32 n)
{
	if (n < 0)
		return ERANGE;
	return static_cast<u32>(n);
}

Result<u32> sum(i32 a, i32 b)
{
	return TRY(positive(a)) + TRY(positive(b));
}

void try_hands_on(kunit::Test &test)
{
	test.expect_eq(sum(1, 2).value_or(0u), 3);
	test.expect_error(sum(-1, 2), ERANGE);
	test.expect_eq(sum(1, -2).to_c(), -34);
}

void from_c(kunit::Test &test)
{
	test.expect_error(Result<>::from_c(-12), ENOMEM);
	test.expect_ok(Result<>::from_c(3));
	test.expect_eq(Error::from_c(-5000), EINVAL);
	test.expect_eq(Error::from_c(7), EINVAL);
}

Result<> holds_and_moves(kunit::Test &test)
{
	{
		Result<Box<Object>> box = make_box<Object>(GFP_KERNEL, 1u);
		TRY(test.require(box.is_ok()));
		test.expect_eq(Object::alive, 1);
		Result<Box<Object>> moved(std::move(box));
		test.expect_ok(moved);
		test.expect_eq(Object::alive, 1);
		test.expect_not_null(moved.get());
	}
	test.expect_eq(Object::alive, 0);
	return ok;
}

void errors_have_names(kunit::Test &test)
{
	u32 named = 0;

	for (int value = 1; value <= 4095; value++)
		named += !kunit::detail::same_text(Error(value).name(), "error");
	test.expect_eq(named, 149);
	test.expect_eq(EPERM.name(), "EPERM");
	test.expect_eq(EHWPOISON.name(), "EHWPOISON");
	test.expect_eq(EPROBE_DEFER.name(), "EPROBE_DEFER");
	test.expect_eq(EAGAIN.name(), "EAGAIN");
}

void errors_are_the_kernels(kunit::Test &test)
{
	test.expect_eq(EINVAL.to_c(), -22);
	test.expect_eq(EINVAL.value(), 22);
	test.expect_eq(EWOULDBLOCK, EAGAIN);
}

} // namespace

KUNIT_SUITE(result, { "try_hands_on", try_hands_on }, { "from_c", from_c }, { "holds_and_moves", holds_and_moves });
KUNIT_SUITE(errors, { "errors_have_names", errors_have_names }, { "errors_are_the_kernels", errors_are_the_kernels });
