/* SPDX-License-Identifier: GPL-2.0 */
#ifndef CYCLE_B_H
#define CYCLE_B_H
struct second {
	struct first inside;
	struct third *back;
};
struct first *give_first(struct second *second);
#endif
