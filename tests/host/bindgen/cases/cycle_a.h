/* SPDX-License-Identifier: GPL-2.0 */
/* Two headers that need each other's types by value. */
#ifndef CYCLE_A_H
#define CYCLE_A_H
struct first {
	int a;
};
#include "cycle_b.h"
struct third {
	struct second inside;
};
void take_third(struct third *third, struct third value);
#endif
