// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/memory/percpu.hpp refuses.
#include <kernel/memory/percpu.hpp>

using namespace kernel;

// REFUSED percpu_guard_kept: use of deleted function
// The guard keeps the task on its CPU until the end of the block.
void use(PerCpu<u64> &counts)
{
	auto mine = counts.local();
#ifdef FIXED
	auto &same = mine;
#else
	auto same = std::move(mine);
#endif
	*same = 1;
}

// REFUSED percpu_pointer_from_temporary: use of deleted function
// Without the guard the task may move, and the object may be another CPU's.
void use(PerCpu<u64> &counts)
{
#ifdef FIXED
	auto mine = counts.local();
	u64 &number = *mine;
#else
	u64 &number = *counts.local();
#endif
	number = 1;
}

// REFUSED percpu_static_with_constructor: begins as zero and is never destroyed
// An object in the per-CPU section of a module begins as zero; no constructor runs.
struct Level {
#ifdef FIXED
	u32 number;
#else
	u32 number = 5;
#endif
};
constexpr StaticPerCpu<Level, "example.level"> levels;
u32 use()
{
	return levels.sum(&Level::number);
}

// REFUSED percpu_sum_of_bool: no matching function|constraints not satisfied
// Only numbers have a sum.
struct Counts {
	u64 reads;
	bool last;
};
void use(PerCpu<Counts> &counts)
{
#ifdef FIXED
	(void)counts.sum(&Counts::reads);
#else
	(void)counts.sum(&Counts::last);
#endif
}

// REFUSED percpu_without_guard: no match for|base operand
// A per-CPU object is reached through a guard only.
struct Counts {
	u64 reads;
};
void use(PerCpu<Counts> &counts)
{
#ifdef FIXED
	counts.local()->reads++;
#else
	counts->reads++;
#endif
}
