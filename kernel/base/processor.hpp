// SPDX-License-Identifier: GPL-2.0 OR MIT
//! What the processor is told while it waits.
//!
//! C: include/asm-generic/processor.h, arch/x86/include/asm/vdso/processor.h
#pragma once

#include <helpers/processor.hpp>

#include <kernel/base/annotations.hpp>

namespace kernel {

/// A pause in a loop that waits for another processor: saves power, leaves the core to its other
/// thread, and is a barrier to the compiler. Where the wait can be long, sleep instead.
///
/// Context: any.
///
/// Example:
///     for (int i = 0; i < 3; i++)
///             cpu_relax();
[[gnu::always_inline]] inline void cpu_relax() __atomic
{
	::kxx_cpu_relax();
}

} // namespace kernel
