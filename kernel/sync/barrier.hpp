// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Barriers between accesses that say nothing of order themselves.
//!
//! C: include/asm-generic/barrier.h; what they mean: tools/memory-model/Documentation in the kernel
//!
//! Rather use load_acquire() and store_release(), an Atomic's orders, or a lock: a barrier always
//! has a partner elsewhere, and each of the two needs a comment that names the other.
//!
//! These are the kernel's own: the names in kernel:: and those in the global namespace are one.
#pragma once

#include <asm/barrier.hpp>

namespace kernel {

/// Between CPUs: everything before is seen before everything after. Any context, all of them.
///
/// Example:
///     u32 sent = 0, answered = 0;
///     write_once(sent, 1);
///     smp_mb(); // pairs with the one between the other side's two accesses
///     test.expect_eq(read_once(answered), 0u);
///     smp_wmb();
///     smp_rmb();
///     barrier();
using ::smp_mb;
/// Between CPUs: reads before reads.
using ::smp_rmb;
/// Between CPUs: writes before writes.
using ::smp_wmb;

/// smp_mb() in front of an atomic operation that returns no value (or is relaxed).
using ::smp_mb__before_atomic;
/// smp_mb() behind such an operation.
using ::smp_mb__after_atomic;
/// Makes a spinlock that was just taken a full barrier.
using ::smp_mb__after_spinlock;

/// With devices too: everything before is seen before everything after.
using ::mb;
/// With devices too: reads before reads.
using ::rmb;
/// With devices too: writes before writes.
using ::wmb;

/// On memory that a device reads and writes by DMA: everything before everything after.
using ::dma_mb;
/// On memory that a device writes by DMA: reads before reads.
using ::dma_rmb;
/// On memory that a device reads by DMA: writes before writes.
using ::dma_wmb;

/// For the compiler alone: no access crosses this line.
using ::barrier;

} // namespace kernel
