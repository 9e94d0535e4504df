// SPDX-License-Identifier: GPL-2.0
//! Every way in which a case can fail, with its message.
#include <kernel/prelude.hpp>
#include <kernel/test/kunit.hpp>

using namespace kernel;

namespace {

/// Logs its destruction.
struct Guard {
	explicit Guard(const char *name) : name_(name) {}
	~Guard() { pr_info("{} is gone", name_); }

private:
	const char *name_;
};

struct Formless {
	bool operator==(const Formless &) const { return false; }
};

void compares(kunit::Test &test)
{
	const char *none = nullptr;

	test.expect(false);
	test.expect_eq(1, 2u);
	test.expect_lt(u8{ 3 }, -1);
	test.expect_eq("left", "right");
	test.expect_ne(none, none);
	test.expect_eq(EINVAL, EIO);
	test.expect_eq(Formless(), Formless());
	test.expect_eq(true, false);
	test.expect_null("text");
	test.expect_not_null(none);
	test.expect_ok(Result<u32>(EIO));
	test.expect_error(Result<>(EIO), EINVAL);
	test.expect_error(Result<>(ok), EINVAL);
	test.fail("by decree");
}

Result<> requires_in_vain(kunit::Test &test)
{
	Guard guard("guard");

	TRY(test.require_eq(1, 2));
	test.fail("never reached");
	return ok;
}

Result<> returns_an_error(kunit::Test &)
{
	return ENOSPC;
}

Result<> skips_too_late(kunit::Test &test)
{
	test.fail("before");
	return test.skip("after");
}

class NeverBegins final : Pinned {
public:
	~NeverBegins() { pr_info("a fixture is gone"); }
	Result<> init() { return ENODEV; }
	void runs(kunit::Test &test) { test.fail("the case ran without its fixture"); }
};

constexpr u32 numbers[] = { 1, 2, 3 };

void is_even(kunit::Test &test, u32 number)
{
	test.expect_eq(number % 2, 0);
}

void passes(kunit::Test &) {}

} // namespace

KUNIT_SUITE(fails, { "compares", compares }, { "requires_in_vain", requires_in_vain },
	    { "returns_an_error", returns_an_error }, { "skips_too_late", skips_too_late },
	    { "fixture", kunit::fixture<&NeverBegins::runs> }, { "is_even", kunit::each<numbers, is_even> },
	    { "passes", passes });

KERNEL_MODULE(kunit::Module, { .name = "suite_fails", .license = "GPL" })
