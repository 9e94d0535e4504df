// SPDX-License-Identifier: GPL-2.0
#include <linux/kref.h>
#include <linux/slab.h>

#include "operations.h"

struct session {
	struct kref ref;
	u64 id, opened;
};

static struct service {
	struct session *session;
} *service;
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
	service = kmalloc(sizeof(*service), GFP_KERNEL);
	if (!service)
		return -ENOMEM;
	service->session = session_create(1, 2, GFP_KERNEL);
	if (!service->session) {
		kfree(service);
		return -ENOMEM;
	}
	return 0;
}

void c_arc_teardown(void)
{
	kref_put(&service->session->ref, session_release);
	kfree(service);
}

long c_arc(void)
{
	struct session *session = service->session;
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
