// SPDX-License-Identifier: GPL-2.0 OR MIT
#include <kernel/memory/alloc.hpp>

namespace kernel {

void *Vmalloc::realloc(void *old, usize old_bytes, usize bytes, Gfp flags, usize)
{
	void *fresh = alloc(bytes, flags);

	if (!fresh)
		return nullptr;
	if (old)
		__builtin_memcpy(fresh, old, old_bytes < bytes ? old_bytes : bytes);
	free(old);
	return fresh;
}

} // namespace kernel
