// SPDX-License-Identifier: GPL-2.0
#include <linux/miscdevice.h>

extern const unsigned long offset_in_c;
const unsigned long offset_in_c = offsetof(struct miscdevice, fops);

extern const unsigned long offset_in_cxx;
unsigned long both(void);
unsigned long both(void)
{
	return offset_in_c + offset_in_cxx;
}
