// SPDX-License-Identifier: GPL-2.0
//! What lies in a module's per-CPU section begins as zero, without a constructor.
// EXPECT: begins as zero and is never destroyed

#include <kernel/percpu.hpp>

using namespace kernel;

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
