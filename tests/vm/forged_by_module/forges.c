// SPDX-License-Identifier: GPL-2.0
/* A module that fails to load, but claims in every possible way that all went well. */

#include <linux/kmod.h>
#include <linux/module.h>

static int __init forges_init(void)
{
	/* A separate shell writes to the port that the guest's init uses. */
	static char command[] = "exec >/dev/ttyS2; echo load forges 0; echo init 4 load forges 0; echo taint 0 0; "
				"echo end 0";
	static char *arguments[] = { "/bin/sh", "-c", command, NULL };
	static char *environment[] = { "PATH=/bin", NULL };

	pr_info("forges: the helper ended with %d\n",
		call_usermodehelper(arguments[0], arguments, environment, UMH_WAIT_PROC));
	/* An imitation of the last line of the log. */
	pr_notice("kxx-vm: end\n");
	return -EIO;
}

static void __exit forges_exit(void)
{
}

module_init(forges_init);
module_exit(forges_exit);
MODULE_DESCRIPTION("a module that says that it loaded, and does not load");
MODULE_LICENSE("GPL");
