// SPDX-License-Identifier: GPL-2.0
//! Actions at the end of a scope.
#include <kernel/base/scope_guard.hpp>

#include "../life.hpp"

namespace {

Result<> leaves_early(u32 &undone, bool fail)
{
	ScopeGuard undo([&] { undone++; });

	if (fail)
		TRY(Result<>(EIO));
	undo.dismiss();
	return ok;
}

void guards(kunit::Test &test)
{
	u32 undone = 0;

	test.expect(leaves_early(undone, false).is_ok());
	test.expect_eq(undone, 0u);
	test.expect_error(leaves_early(undone, true), EIO);
	test.expect_eq(undone, 1u);
}

void moved_guards(kunit::Test &test)
{
	u32 undone = 0;
	{
		ScopeGuard first([&] { undone++; });
		ScopeGuard second = std::move(first);
	}
	test.expect_eq(undone, 1u);
}

void defer_in_reverse(kunit::Test &test)
{
	u32 order = 0;
	{
		Defer last([&] { order = order * 10 + 1; });
		Defer before([&] { order = order * 10 + 2; });
		test.expect_eq(order, 0u);
	}
	test.expect_eq(order, 21u);
}

} // namespace

KUNIT_SUITE(scope_guard, { "undoes_what_failed", guards }, { "moves", moved_guards },
	    { "defer_in_reverse", defer_in_reverse });
