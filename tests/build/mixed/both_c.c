// SPDX-License-Identifier: GPL-2.0
#include <both.h>

int from_c(int n)
{
	return n + cxx_variable;
}
