// SPDX-License-Identifier: GPL-2.0
#include <linux/jump_label.h>

#include "operations.h"

static DEFINE_STATIC_KEY_FALSE(tracing);
static DEFINE_STATIC_KEY_TRUE(checking);
static u64 traced;

long c_static_key_off(void)
{
	if (static_branch_unlikely(&tracing))
		traced++;
	return 0;
}

long c_static_key_on(void)
{
	if (static_branch_likely(&checking))
		traced++;
	return 0;
}
