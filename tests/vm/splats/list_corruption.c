// SPDX-License-Identifier: GPL-2.0
/* A module that removes a list entry twice. */
#include <linux/list.h>
#include <linux/module.h>

static LIST_HEAD(head);
static struct list_head entry;

static int __init list_corruption_init(void)
{
	list_add(&entry, &head);
	list_del(&entry);
	list_del(&entry);
	return 0;
}

static void __exit list_corruption_exit(void)
{
}

module_init(list_corruption_init);
module_exit(list_corruption_exit);
MODULE_DESCRIPTION("a list entry removed twice");
MODULE_LICENSE("GPL");
