// SPDX-License-Identifier: GPL-2.0
/*
 * The C twin of samples/print: the same lines in the log.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/err.h>
#include <linux/module.h>
#include <linux/ratelimit.h>

enum colour { RED, GREEN };

struct point {
	int x, y;
};

static int state;

static int __init print_init(void)
{
	u8 byte = 200;
	s64 big = -9000000000;
	size_t size = 4096;
	const char *name = "kxx";
	struct point point = { 3, -4 };
	int i;

	pr_emerg("emergency: the system is unusable (not really)\n");
	pr_alert("alert: act at once\n");
	pr_crit("critical condition\n");
	pr_err("error\n");
	pr_warn("warning\n");
	pr_notice("notice\n");
	pr_info("information\n");
	pr_debug("debug, switched on by dynamic debug only\n");

	pr_info("numbers: %u %d %lld %zu\n", byte, (s16)-7, big, size);
	pr_info("hexadecimal: %x %#x %08X, octal: %o\n", 48879, 255u, 0xc0ffeeu, 8);
	pr_info("width: [%5d] [%-5d] [%05d]\n", 42, 42, 42);
	pr_info("100%% of braces: {}\n");

	pr_info("texts: %s [%5s] %c %s\n", name, name, 'c', "true");
	pr_info("a slice: %.*s\n", 6, "sliced bread");
	pr_info("an error: %pe, an enumerator: %u\n", ERR_PTR(-ENOMEM), GREEN);
	pr_info("a type of your own: (%d, %d)\n", point.x, point.y);
	pr_info("a pointer is hashed: %p\n", &state);

	pr_info("one line");
	pr_cont(" in %s", "three");
	pr_cont(" pieces\n");

	for (i = 0; i < 100; i++) {
		pr_info_once("said once, although asked a hundred times\n");
		pr_info_ratelimited("said at most ten times: %d\n", i);
	}
	return 0;
}

static void __exit print_exit(void)
{
	pr_info("unloaded\n");
}

module_init(print_init);
module_exit(print_exit);
MODULE_LICENSE("GPL");
MODULE_AUTHOR("The kxx authors");
MODULE_DESCRIPTION("Every level and every format of the kernel log, in C");
