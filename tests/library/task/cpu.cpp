// SPDX-License-Identifier: GPL-2.0
//! Processors and their masks.
#include <linux/cpumask.hpp>
#include <linux/smp.hpp>

#include <kernel/base/processor.hpp>
#include <kernel/prelude.hpp>
#include <kernel/task/cpu.hpp>
#include <kernel/test/kunit.hpp>

using namespace kernel;

namespace {

void numbers(kunit::Test &test)
{
	u32 valid = 0;

	for (u32 n = 0; n < 9000; n++)
		valid += CpuId::from(n).is_ok();
	test.expect_eq(valid, possible_cpu_count());
	test.expect_error(CpuId::from(~0u), EINVAL);
	test.expect_error(CpuId::from(1u << 31), EINVAL);
	test.expect(CpuId::here().online());
}

void masks(kunit::Test &test)
{
	CpusOnline stay;
	u32 online = 0, possible = 0, present = 0;
	i64 last = -1;

	for (CpuId cpu : online_cpus()) {
		test.expect(cpu.online());
		test.expect(::cpu_online(cpu.number()));
		test.expect_gt(i64{ cpu.number() }, last);
		last = cpu.number();
		online++;
	}
	for (CpuId cpu : possible_cpus())
		possible += CpuId::from(cpu.number()).is_ok();
	for (CpuId cpu : present_cpus())
		present += ::cpu_present(cpu.number());
	test.expect_eq(online, static_cast<u32>(::num_online_cpus()));
	test.expect_eq(online, online_cpu_count());
	test.expect_eq(possible, static_cast<u32>(::num_possible_cpus()));
	test.expect(present >= online && possible >= present);
}

void waits(kunit::Test &test)
{
	for (int i = 0; i < 1000; i++)
		cpu_relax();
	test.expect(CpuId::here() == CpuId::here() || online_cpu_count() > 1);
}

KUNIT_SUITE(cpu, { "numbers", numbers }, { "masks", masks }, { "waits", waits });

} // namespace
