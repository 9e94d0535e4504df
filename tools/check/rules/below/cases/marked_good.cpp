// SPDX-License-Identifier: GPL-2.0
//! Raw code in a function that takes unsafe_t, and in an expression that names unsafe.
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
	auto free = [](void *one) {
		// SAFETY: as the caller says, this is the only owner.
		::kfree(one);
	};

	free(memory);
}

usize length(const u8 *bytes);
usize length(const u8 *bytes)
{
	// SAFETY: every caller passes a static array that ends with a NUL.
	return CStr::from_raw(unsafe, reinterpret_cast<const char *>(bytes)).size();
}
