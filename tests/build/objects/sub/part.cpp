// SPDX-License-Identifier: GPL-2.0
#include "number.h"

static_assert(REMOVED == 1);

int part();

int part()
{
	return NUMBER;
}
