/* SPDX-License-Identifier: GPL-2.0 OR MIT */
/* The interface of /dev/misc-echo for C programs. */
#ifndef MISC_ECHO_H
#define MISC_ECHO_H

#include <linux/ioctl.h>
#include <linux/types.h>

/* The first bytes of the page that a program may map for reading also have this form. */
struct echo_info {
	__u64 written;
	__u64 read;
	__u32 waiting;	/* bytes that were written and not read yet */
	__u32 limit;	/* the largest number of waiting bytes */
};

struct echo_find {
	__u32 byte;	/* in: the byte to find */
	__u32 position;	/* out: the number of bytes before it */
};

#define ECHO_CLEAR _IO('e', 0)
#define ECHO_INFO _IOR('e', 1, struct echo_info)
#define ECHO_LIMIT _IOW('e', 2, __u32)
#define ECHO_FIND _IOWR('e', 3, struct echo_find)

#endif
