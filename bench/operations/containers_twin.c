// SPDX-License-Identifier: GPL-2.0
#include <linux/list.h>
#include <linux/rbtree.h>
#include <linux/slab.h>

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
struct state {
	struct list_head jobs;
	struct rb_root extents;
};

static struct state *state;

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
	for (i = 0; i < ITEMS; i++) {
		struct job *job = kmalloc(sizeof(*job), GFP_KERNEL);
		struct extent *extent = kmalloc(sizeof(*extent), GFP_KERNEL);

		if (!job || !extent)
			return -ENOMEM;
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
