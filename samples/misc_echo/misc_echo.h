/* SPDX-License-Identifier: GPL-2.0 OR MIT */
/* What programs need to know of /dev/misc-echo, in C. */
#ifndef MISC_ECHO_H
#define MISC_ECHO_H

#include <linux/ioctl.h>
#include <linux/types.h>

/* Also what the first bytes of the page say that a program may map, for reading. */
struct echo_info {
	__u64 written;
	__u64 read;
	__u32 waiting;	/* bytes that were written and not read */
	__u32 limit;	/* as many may wait */
};

struct echo_find {
	__u32 byte;	/* in: which */
	__u32 position;	/* out: how many are before the first such */
};

#define ECHO_CLEAR _IO('e', 0)
#define ECHO_INFO _IOR('e', 1, struct echo_info)
#define ECHO_LIMIT _IOW('e', 2, __u32)
#define ECHO_FIND _IOWR('e', 3, struct echo_find)

#endif
