// SPDX-License-Identifier: GPL-2.0
#include <linux/kref.h>
#include <linux/slab.h>

#include "operations.h"

struct port {
	struct kref ref;
	u64 number;
};

static struct hub {
	struct port *port;
} *hub;

static void port_release(struct kref *ref) { kfree(container_of(ref, struct port, ref)); }

int c_kref_setup(void)
{
	hub = kmalloc(sizeof(*hub), GFP_KERNEL);
	if (!hub)
		return -ENOMEM;
	hub->port = kmalloc(sizeof(*hub->port), GFP_KERNEL);
	if (!hub->port) {
		kfree(hub);
		return -ENOMEM;
	}
	kref_init(&hub->port->ref);
	hub->port->number = 7;
	return 0;
}

void c_kref_teardown(void)
{
	kref_put(&hub->port->ref, port_release);
	kfree(hub);
}

long c_kref(void)
{
	struct port *port = hub->port;
	long number;

	kref_get(&port->ref);
	number = port->number;
	kref_put(&port->ref, port_release);
	return number;
}
