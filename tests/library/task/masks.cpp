// SPDX-License-Identifier: GPL-2.0
//! Sets of processors, and the texts of security modules.
#include <kernel/prelude.hpp>
#include <kernel/task/cpumask.hpp>
#include <kernel/task/security.hpp>
#include <kernel/task/task.hpp>
#include <kernel/test/kunit.hpp>

using namespace kernel;

namespace {

Result<> sets(kunit::Test &test)
{
	auto some = TRY(CpumaskVar::alloc(GFP_KERNEL));
	auto other = TRY(CpumaskVar::alloc(GFP_KERNEL));
	const CpuId first = TRY(CpuId::from(0));

	test.expect(some->empty() && some->count() == 0 && *some == *other);
	some->set(first);
	test.expect(some->contains(first) && !some->empty());
	other->set_all();
	test.expect(*other == Cpumask::possible());
	other->clear(first);
	test.expect_eq(other->count(), possible_cpu_count() - 1);
	other->unite(*some);
	test.expect(*other == Cpumask::possible());
	other->intersect(*some);
	test.expect(*other == *some);
	u32 walked = 0;
	for (CpuId cpu : Cpumask::possible())
		walked += CpuId::from(cpu.number()).is_ok();
	test.expect_eq(walked, possible_cpu_count());
	for (CpuId cpu : *some)
		test.expect(cpu == first);
	CpumaskVar moved = std::move(other);
	moved->clear_all();
	test.expect(moved->empty());
	some = std::move(moved);
	test.expect(some->empty());
	test.expect(Cpumask::online().contains(CpuId::here()));
	return ok;
}

void contexts(kunit::Test &test)
{
	auto me = current();
	const u32 secid = me.cred().secid();
	auto context = SecurityContext::of(secid);

	// If a security module knows the task, there is a text.
	if (const SecurityContext *known = context.get())
		test.expect(!known->text().empty());
	else
		test.expect(context.error() == EOPNOTSUPP || context.error() == EINVAL || context.error() == ENOMEM);
	auto none = SecurityContext::of(~0u);
	test.expect(none.is_error());
}

KUNIT_SUITE(masks, { "sets", sets });
KUNIT_SUITE(security, { "contexts", contexts });

} // namespace
