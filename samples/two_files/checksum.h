/* SPDX-License-Identifier: GPL-2.0 OR MIT */
/* Shared by checksum.c and the C++ files: plain C, standard types only. */
#ifndef TWO_FILES_CHECKSUM_H
#define TWO_FILES_CHECKSUM_H

#ifdef __cplusplus
extern "C" {
#endif

/* The sum of all bytes; implemented in C. */
unsigned int checksum(const unsigned char *data, unsigned long size);
/* Called by checksum() for every byte; implemented in C++. */
unsigned int weigh(unsigned char byte);

#ifdef __cplusplus
}
#endif

#endif
