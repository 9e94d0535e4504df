// SPDX-License-Identifier: GPL-2.0
/*
 * The C twin of samples/minimal: the same growing array, the same lines in the log.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/module.h>
#include <linux/slab.h>

struct numbers {
	int *data;
	size_t size, capacity;
};

static struct numbers numbers;

static int push(struct numbers *v, int number, gfp_t flags)
{
	if (v->size == v->capacity) {
		size_t capacity = v->capacity ? v->capacity * 2 : 16;
		int *data = krealloc_array(v->data, capacity, sizeof(*data), flags);

		if (!data)
			return -ENOMEM;
		v->data = data;
		v->capacity = capacity;
	}
	v->data[v->size++] = number;
	return 0;
}

static int __init minimal_init(void)
{
	static const int seed[] = { 72, 108, 200 };
	size_t i;
	int err;

	for (i = 0; i < ARRAY_SIZE(seed); i++) {
		err = push(&numbers, seed[i], GFP_KERNEL);
		if (err) {
			kfree(numbers.data);
			return err;
		}
	}
	pr_info("loaded\n");
	return 0;
}

static void __exit minimal_exit(void)
{
	pr_info("unloaded, %zu numbers forgotten\n", numbers.size);
	kfree(numbers.data);
}

module_init(minimal_init);
module_exit(minimal_exit);
MODULE_LICENSE("GPL");
MODULE_AUTHOR("The kxx authors");
MODULE_DESCRIPTION("The smallest useful module, in C");
