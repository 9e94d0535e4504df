// SPDX-License-Identifier: GPL-2.0 OR MIT
#include <linux/types.h>

#include "checksum.h"

unsigned int checksum(const unsigned char *data, unsigned long size)
{
	unsigned int sum = 0;

	while (size--)
		sum += weigh(*data++);
	return sum;
}
