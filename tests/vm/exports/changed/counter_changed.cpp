// SPDX-License-Identifier: GPL-2.0
//! counter_changed: exports the same as counter, but a field of Step has grown.

#include <kernel/prelude.hpp>

using namespace kernel;

namespace counter {

struct Step {
	u64 by;
};

u32 advance(const Step &step);
extern u32 total;

} // namespace counter

u32 counter::total = 0;

u32 counter::advance(const Step &step)
{
	return total += static_cast<u32>(step.by);
}

EXPORT_SYMBOL_GPL(counter::advance);
EXPORT_SYMBOL(counter::total);

struct Counter {
	Result<> init() { return ok; }
};

KERNEL_MODULE(Counter, { .name = "counter_changed", .license = "GPL" })
