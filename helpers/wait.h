/* SPDX-License-Identifier: GPL-2.0 */
/* Waiting: the macros name task states, which linux/wait.h does not bring. */
#ifndef KXX_HELPERS_WAIT_H
#define KXX_HELPERS_WAIT_H

#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/wait.h>
#include <linux/wait_bit.h>

#endif
