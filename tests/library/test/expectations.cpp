// SPDX-License-Identifier: GPL-2.0
//! The test library's expectations that succeed; tests/vm/suite_fails has those that fail.
#include <kernel/prelude.hpp>
#include <kernel/test/kunit.hpp>

using namespace kernel;

namespace {

void integers(kunit::Test &test)
{
	test.expect_ne(-1, 0xffffffffu);
	test.expect_lt(-1, 0u);
	test.expect_gt(u64{ 1 } << 63, i64{ -1 });
	test.expect_eq(u8{ 200 }, 200);
	test.expect_eq(true, 1);
	test.expect_le(i8{ -128 }, usize{ 0 });
	test.expect_ge(~u64{ 0 }, ~u32{ 0 });
}

void texts(kunit::Test &test)
{
	char built[] = { 'a', 'b', 0 };
	const char *none = nullptr;

	test.expect_eq(built, "ab");
	test.expect_ne(static_cast<const char *>(built), "abc");
	test.expect_eq(none, none);
	test.expect_ne(none, "");
}

Result<> results(kunit::Test &test)
{
	test.expect_ok(Result<>(ok));
	test.expect_error(Result<u32>(EINVAL), EINVAL);
	test.expect_eq(TRY(test.require_ok(Result<u32>(7u))), 7);
	TRY(test.require_error(Result<>(EIO), EIO));
	return ok;
}

Result<> pointers(kunit::Test &test)
{
	u32 number = 1;
	u32 *none = nullptr;

	test.expect_null(none);
	test.expect_not_null(&number);
	test.expect_eq(&number, &number);
	TRY(test.require(&number));
	TRY(test.require_not_null(&number));
	return ok;
}

} // namespace

KUNIT_SUITE(kunit_expectations, { "integers", integers }, { "texts", texts }, { "results", results },
	    { "pointers", pointers });
