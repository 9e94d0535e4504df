// SPDX-License-Identifier: GPL-2.0
//! counter: exports a C++ function and a C++ variable.

#include <kernel/prelude.hpp>

#include "counter.hpp"

using namespace kernel;

u32 counter::total = 0;

u32 counter::advance(const Step &step)
{
	return total += step.by;
}

EXPORT_SYMBOL_GPL(counter::advance);
EXPORT_SYMBOL(counter::total);

namespace {

struct Counter {
	Counter() { pr_info("ready"); }
	~Counter() { pr_info("total {}", counter::total); }
};

} // namespace

KERNEL_MODULE(Counter, { .name = "counter", .license = "GPL", .description = "Exports C++ symbols" })
