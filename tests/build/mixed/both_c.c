// SPDX-License-Identifier: GPL-2.0
#include <both.h>

/* A type of its own, for BTF to describe. */
struct both_state {
	int calls;
};

static struct both_state state;

int from_c(int n)
{
	state.calls++;
	return n + cxx_variable;
}
