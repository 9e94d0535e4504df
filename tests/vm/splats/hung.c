// SPDX-License-Identifier: GPL-2.0
/* A module whose init waits for ever. */
#include <linux/completion.h>
#include <linux/module.h>

static DECLARE_COMPLETION(never);

static int __init hung_init(void)
{
	wait_for_completion(&never);
	return 0;
}

static void __exit hung_exit(void)
{
}

module_init(hung_init);
module_exit(hung_exit);
MODULE_DESCRIPTION("a task that waits for ever");
MODULE_LICENSE("GPL");
