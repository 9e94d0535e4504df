// SPDX-License-Identifier: GPL-2.0
//! The module of the suites of kernel/memory.
#include <kernel/prelude.hpp>
#include <kernel/test/kunit.hpp>

KERNEL_MODULE(kernel::kunit::Module, { .name = "suite_memory", .license = "GPL" })
