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

u32 counter::twice(u32 n)
{
	return n * 2;
}

u32 counter::thrice(u32 n)
{
	return n * 3;
}

u64 counter::twice(u64 n)
{
	return n * 2;
}

EXPORT_SYMBOL_GPL(counter::advance);
EXPORT_SYMBOL_GPL(counter::thrice);
EXPORT_SYMBOL_GPL(static_cast<u32 (&)(u32)>(counter::twice));
EXPORT_SYMBOL_GPL(static_cast<u64 (&)(u64)>(counter::twice));
EXPORT_SYMBOL(counter::total);

namespace {

struct Counter {
	Result<> init()
	{
		pr_info("ready");
		return ok;
	}
	~Counter() { pr_info("total {}", counter::total); }
};

} // namespace

KERNEL_MODULE(Counter, { .name = "counter", .license = "GPL", .description = "Exports C++ symbols" })
