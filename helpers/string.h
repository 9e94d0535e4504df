/* SPDX-License-Identifier: GPL-2.0 */
/* String functions that are variadic macros in newer kernels. */
#ifndef KXX_HELPERS_STRING_H
#define KXX_HELPERS_STRING_H

#include <linux/string.h>
#include <linux/string_helpers.h>

static __always_inline ssize_t kxx_strscpy(char *to, const char *from, size_t size)
{
	return strscpy(to, from, size);
}

static __always_inline ssize_t kxx_strscpy_pad(char *to, const char *from, size_t size)
{
	return strscpy_pad(to, from, size);
}

/* Newer kernels return a size, older ones return nothing. */
static __always_inline void kxx_string_get_size(u64 blocks, u64 block_size,
						enum string_size_units units, char *to, int size)
{
	string_get_size(blocks, block_size, units, to, size);
}

#endif
