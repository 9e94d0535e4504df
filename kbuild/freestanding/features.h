/* SPDX-License-Identifier: GPL-2.0 OR MIT */
/* Stands for the C library's <features.h>, which every header of libstdc++ asks for. */
#define __GLIBC_PREREQ(major, minor) 0
