// SPDX-License-Identifier: GPL-2.0
#include <linux/module.h>

int number_of_objects(void);
static int init(void)
{
	return number_of_objects() > 0 ? 0 : -EINVAL;
}
module_init(init);
MODULE_LICENSE("GPL");
