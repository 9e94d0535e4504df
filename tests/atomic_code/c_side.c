// SPDX-License-Identifier: GPL-2.0
/* Every case in the kernel's C. */
#include <linux/atomic.h>
#include <linux/jump_label.h>
#include <linux/module.h>
#include <linux/refcount.h>
#include <linux/slab.h>

typedef const int *pointer;
typedef enum __packed { SMALL_A, SMALL_B = 200 } small_enum;
struct shared {
	refcount_t refs;
	u64 number;
};

static DEFINE_STATIC_KEY_TRUE(key_true);
static DEFINE_STATIC_KEY_FALSE(key_false);

static inline void *make_plain(gfp_t flags)
{
	u64 *p = kmalloc(16, flags);

	if (p)
		*p = 42;
	return p;
}

#define CASE(group, name, Result, c_parameters, c_expression, cxx_parameters, ...)       \
	Result case_##group##__##name c_parameters;                                       \
	Result case_##group##__##name c_parameters                                        \
	{                                                                                 \
		return c_expression;                                                      \
	}
#include "cases.h"

MODULE_LICENSE("GPL");
