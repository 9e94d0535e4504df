// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Barriers between accesses that have no order of their own.
//!
//! C: include/asm-generic/barrier.h; tools/memory-model/Documentation in the kernel explains them
//!
//! Prefer load_acquire() and store_release(), an Atomic's orders, or a lock: a barrier always has a
//! partner elsewhere, and each of the two needs a comment that names the other.
//!
//! These are the kernel's own functions: the names in kernel:: are aliases of those in the global
//! namespace, and may be called in any context.
//!
//! - smp_mb() makes other CPUs see all earlier accesses before all later ones; smp_rmb() orders only
//!   reads, and smp_wmb() only writes.
//! - smp_mb__before_atomic() and smp_mb__after_atomic() are smp_mb() for use before and after an
//!   atomic operation that returns no value or is relaxed. smp_mb__after_spinlock() makes a spinlock
//!   that was just taken a full barrier.
//! - mb(), rmb() and wmb() do the same for CPUs and devices; dma_mb(), dma_rmb() and dma_wmb() do so
//!   for memory that a device accesses by DMA.
//! - barrier() is for the compiler only: it moves no access across this line.
#pragma once

#include <asm/barrier.hpp>

namespace kernel {

/// Between CPUs: other CPUs see all earlier accesses before all later ones. All of these work in
/// any context.
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
/// Between CPUs: orders earlier reads before later reads.
using ::smp_rmb;
/// Between CPUs: orders earlier writes before later writes.
using ::smp_wmb;

/// smp_mb() for use before an atomic operation that returns no value (or is relaxed).
using ::smp_mb__before_atomic;
/// smp_mb() for use after such an operation.
using ::smp_mb__after_atomic;
/// Makes a spinlock that was just taken a full barrier.
using ::smp_mb__after_spinlock;

/// For CPUs and devices: they see all earlier accesses before all later ones.
using ::mb;
/// For CPUs and devices: orders earlier reads before later reads.
using ::rmb;
/// For CPUs and devices: orders earlier writes before later writes.
using ::wmb;

/// For memory that a device reads and writes by DMA: orders all earlier accesses before all later
/// ones.
using ::dma_mb;
/// For memory that a device writes by DMA: orders earlier reads before later reads.
using ::dma_rmb;
/// For memory that a device reads by DMA: orders earlier writes before later writes.
using ::dma_wmb;

/// For the compiler only: it moves no access across this line.
using ::barrier;

} // namespace kernel
