/* SPDX-License-Identifier: GPL-2.0 */
/* String functions that are macros with a variable number of arguments in newer kernels. */
#ifndef KXX_HELPERS_STRING_H
#define KXX_HELPERS_STRING_H

#include <linux/string.h>

static __always_inline ssize_t kxx_strscpy(char *to, const char *from, size_t size)
{
	return strscpy(to, from, size);
}

static __always_inline ssize_t kxx_strscpy_pad(char *to, const char *from, size_t size)
{
	return strscpy_pad(to, from, size);
}

#endif
