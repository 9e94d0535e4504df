// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Tells the processor that it waits in a loop.
//!
//! C: include/asm-generic/processor.h, arch/x86/include/asm/vdso/processor.h
#pragma once

#include <helpers/processor.hpp>

#include <kernel/base/annotations.hpp>

namespace kernel {

/// Pauses in a loop that waits for another processor: this saves power, leaves the core to its
/// other hardware thread, and is a compiler barrier. If the wait can be long, sleep instead.
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
