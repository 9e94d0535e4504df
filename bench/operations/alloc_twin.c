// SPDX-License-Identifier: GPL-2.0
#include <linux/slab.h>

#include "operations.h"

struct request {
	u64 sector, length;
	u32 flags;
};

static u64 next_sector;

long c_box(void)
{
	struct request *request = kmalloc(sizeof(*request), GFP_ATOMIC);

	if (!request)
		return -ENOMEM;
	request->sector = next_sector;
	request->length = 8;
	request->flags = 1;
	next_sector += request->length;
	kfree(request);
	return 0;
}

struct numbers {
	u32 *data;
	size_t size, capacity;
};

static int push(struct numbers *numbers, u32 number, gfp_t flags)
{
	if (numbers->size == numbers->capacity) {
		size_t capacity = numbers->capacity ? numbers->capacity * 2 : 16;
		u32 *data = krealloc_array(numbers->data, capacity, sizeof(*data), flags);

		if (!data)
			return -ENOMEM;
		numbers->data = data;
		numbers->capacity = capacity;
	}
	numbers->data[numbers->size++] = number;
	return 0;
}

long c_vec_grow(void)
{
	struct numbers numbers = {};
	int error = 0;
	u32 i;

	for (i = 0; i < 64 && !error; i++)
		error = push(&numbers, i, GFP_ATOMIC);
	kfree(numbers.data);
	return error;
}

static struct numbers *reserved;

int c_alloc_setup(void)
{
	reserved = kzalloc(sizeof(*reserved), GFP_KERNEL);
	if (!reserved)
		return -ENOMEM;
	reserved->data = kmalloc_array(16, sizeof(u32), GFP_KERNEL);
	if (!reserved->data) {
		kfree(reserved);
		return -ENOMEM;
	}
	reserved->capacity = 16;
	return 0;
}

void c_alloc_teardown(void)
{
	kfree(reserved->data);
	kfree(reserved);
}

long c_vec_reserved(void)
{
	if (reserved->size)
		reserved->size--;
	return push(reserved, 1, GFP_ATOMIC);
}
