// SPDX-License-Identifier: GPL-2.0
#include <linux/hashtable.h>
#include <linux/kfifo.h>
#include <linux/list.h>
#include <linux/rbtree.h>
#include <linux/slab.h>
#include <linux/xarray.h>

#include "operations.h"

#define ITEMS 100

struct job {
	u32 number;
	struct list_head link;
};
struct extent {
	u32 start;
	struct rb_node link;
};
struct flow {
	u32 id;
	struct hlist_node link;
};
struct state {
	struct xarray numbers;
	DECLARE_HASHTABLE(flows, 6);
	DECLARE_KFIFO(fifo, u32, 64);
	struct list_head jobs;
	struct rb_root extents;
};

static struct state *state;

static struct flow *find_flow(struct state *state, u32 id)
{
	struct flow *flow;

	hash_for_each_possible(state->flows, flow, link, id)
		if (flow->id == id)
			return flow;
	return NULL;
}

static int insert_flow(struct state *state, struct flow *flow)
{
	if (find_flow(state, flow->id))
		return -EEXIST;
	hash_add(state->flows, &flow->link, flow->id);
	return 0;
}

static struct extent *find(struct state *state, u32 start)
{
	struct rb_node *at = state->extents.rb_node;

	while (at) {
		struct extent *other = rb_entry(at, struct extent, link);

		if (start < other->start)
			at = at->rb_left;
		else if (start > other->start)
			at = at->rb_right;
		else
			return other;
	}
	return NULL;
}

static int insert(struct state *state, struct extent *extent)
{
	struct rb_node *parent = NULL, **place = &state->extents.rb_node;

	while (*place) {
		struct extent *other = rb_entry(*place, struct extent, link);

		parent = *place;
		if (extent->start < other->start)
			place = &parent->rb_left;
		else if (extent->start > other->start)
			place = &parent->rb_right;
		else
			return -EEXIST;
	}
	rb_link_node(&extent->link, parent, place);
	rb_insert_color(&extent->link, &state->extents);
	return 0;
}

int c_containers_setup(void)
{
	u32 i;

	state = kzalloc(sizeof(*state), GFP_KERNEL);
	if (!state)
		return -ENOMEM;
	INIT_LIST_HEAD(&state->jobs);
	xa_init(&state->numbers);
	hash_init(state->flows);
	INIT_KFIFO(state->fifo);
	for (i = 0; i < ITEMS; i++) {
		struct job *job = kmalloc(sizeof(*job), GFP_KERNEL);
		struct extent *extent = kmalloc(sizeof(*extent), GFP_KERNEL);
		struct flow *flow = kmalloc(sizeof(*flow), GFP_KERNEL);
		u64 *number = kmalloc(sizeof(*number), GFP_KERNEL);

		if (!job || !extent || !flow || !number)
			return -ENOMEM;
		*number = i;
		if (xa_insert(&state->numbers, i, number, GFP_KERNEL))
			return -ENOMEM;
		flow->id = i;
		insert_flow(state, flow);
		job->number = i;
		list_add_tail(&job->link, &state->jobs);
		extent->start = i * 7 % ITEMS;
		insert(state, extent);
	}
	return 0;
}

void c_containers_teardown(void)
{
	struct job *job, *next_job;
	struct extent *extent, *next_extent;
	struct hlist_node *next_flow;
	struct flow *flow;
	unsigned long index;
	u64 *number;
	int bucket;

	xa_for_each(&state->numbers, index, number)
		kfree(number);
	xa_destroy(&state->numbers);
	hash_for_each_safe(state->flows, bucket, next_flow, flow, link)
		kfree(flow);
	list_for_each_entry_safe(job, next_job, &state->jobs, link)
		kfree(job);
	rbtree_postorder_for_each_entry_safe(extent, next_extent, &state->extents, link)
		kfree(extent);
	kfree(state);
}

long c_list_rotate(void)
{
	struct job *job = list_first_entry_or_null(&state->jobs, struct job, link);

	if (job) {
		list_del(&job->link);
		list_add_tail(&job->link, &state->jobs);
	}
	return 0;
}

long c_list_walk(void)
{
	struct job *job;
	long sum = 0;

	list_for_each_entry(job, &state->jobs, link)
		sum += job->number;
	return sum;
}

long c_rbtree_find(void)
{
	struct extent *found = find(state, 37);

	return found ? found->start : 0;
}

long c_rbtree_move(void)
{
	struct extent *extent = find(state, 37);
	int error;

	if (!extent)
		return -ENOENT;
	rb_erase(&extent->link, &state->extents);
	error = insert(state, extent);
	if (error)
		kfree(extent);
	return error;
}

long c_xarray_load(void)
{
	struct xarray *numbers = &state->numbers;
	u64 *number;
	long found;

	xa_lock(numbers);
	number = xa_load(numbers, 37);
	found = number ? *number : 0;
	xa_unlock(numbers);
	return found;
}

long c_xarray_move(void)
{
	struct xarray *numbers = &state->numbers;
	u64 *number;
	int error;

	xa_lock(numbers);
	number = __xa_erase(numbers, 37);
	if (number) {
		error = __xa_insert(numbers, 37, number, GFP_NOWAIT);
		if (error)
			kfree(number);
	} else {
		error = -ENOENT;
	}
	xa_unlock(numbers);
	return error;
}

long c_hash_find(void)
{
	struct flow *found = find_flow(state, 37);

	return found ? found->id : 0;
}

long c_hash_move(void)
{
	struct flow *flow = find_flow(state, 37);
	int error;

	if (!flow)
		return -ENOENT;
	hash_del(&flow->link);
	error = insert_flow(state, flow);
	if (error)
		kfree(flow);
	return error;
}

long c_kfifo(void)
{
	u32 value;

	if (!kfifo_put(&state->fifo, 5))
		return 0;
	return kfifo_get(&state->fifo, &value) ? value : 0;
}
