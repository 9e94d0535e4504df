// SPDX-License-Identifier: GPL-2.0
#include <linux/kref.h>
#include <linux/slab.h>

#include "operations.h"

struct session {
	struct kref ref;
	u64 id, opened;
};

static struct session *shared;
static u64 next_id;

static void session_release(struct kref *ref)
{
	kfree(container_of(ref, struct session, ref));
}

static struct session *session_create(u64 id, u64 opened, gfp_t flags)
{
	struct session *session = kmalloc(sizeof(*session), flags);

	if (session) {
		kref_init(&session->ref);
		session->id = id;
		session->opened = opened;
	}
	return session;
}

int c_arc_setup(void)
{
	shared = session_create(1, 2, GFP_KERNEL);
	return shared ? 0 : -ENOMEM;
}

void c_arc_teardown(void) { kref_put(&shared->ref, session_release); }

long c_arc(void)
{
	struct session *session = shared;
	long id;

	kref_get(&session->ref);
	id = session->id;
	kref_put(&session->ref, session_release);
	return id;
}

long c_arc_make(void)
{
	struct session *session = session_create(next_id, 2, GFP_ATOMIC);

	if (!session)
		return -ENOMEM;
	next_id += session->opened;
	kref_put(&session->ref, session_release);
	return 0;
}
