// SPDX-License-Identifier: GPL-2.0
#include "number.h"

static_assert(FROM_CCFLAGS == 1 && FROM_CFLAGS == 2);
#ifdef REMOVED
#error "CFLAGS_REMOVE_main.o has no effect"
#endif

int part();
int made();
int pattern();

extern "C" int number_of_objects();

extern "C" int number_of_objects()
{
	return NUMBER + part() + made() + pattern();
}
