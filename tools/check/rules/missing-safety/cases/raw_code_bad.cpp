// SPDX-License-Identifier: GPL-2.0
//! A function may be below the safe subset, but says nothing about it.
#include <kernel/prelude.hpp>
#include <linux/slab.hpp>

using namespace kernel;

/// Frees what C allocated.
///
/// Safety:
/// - `memory` came from kmalloc(), and nobody else frees it.
void drop(unsafe_t, void *memory);
void drop(unsafe_t, void *memory)
{
	::kfree(memory); // BUG: missing-safety
}
