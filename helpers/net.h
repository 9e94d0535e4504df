/* SPDX-License-Identifier: GPL-2.0 */
/* In-kernel sockets, and their namespaces. */
#ifndef KXX_HELPERS_NET_H
#define KXX_HELPERS_NET_H

#include <linux/compiler.h>
#include <linux/net.h>
#include <linux/nsproxy.h>
#include <linux/poll.h>
#include <linux/sched.h>
#include <linux/version.h>
#include <linux/wait.h>
#include <net/net_namespace.h>
#include <net/sock.h>

/*
 * An in-kernel socket holds no reference to its namespace, and its release stops its timers, so its
 * last data is not sent again. This one works like a process's socket: it holds the namespace until
 * the connection has ended completely.
 */
static __always_inline int kxx_sock_create(struct net *net, int family, int type, int protocol,
					   struct socket **sock)
{
	int err = sock_create_kern(net, family, type, protocol, sock);

	if (err < 0)
		return err;
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 12, 0)
	sk_net_refcnt_upgrade((*sock)->sk);
#else
	(*sock)->sk->sk_net_refcnt = 1;
	get_net_track(net, &(*sock)->sk->ns_tracker, GFP_KERNEL);
	sock_inuse_add(net, 1);
#endif
	return 0;
}

/* The namespace of the running task. An exiting task has none any more. */
static __always_inline struct net *kxx_current_net(void)
{
	struct nsproxy *proxy = current->nsproxy;

	return proxy ? proxy->net_ns : &init_net;
}

static __always_inline struct net *kxx_init_net(void)
{
	return &init_net;
}

/* Makes `entry` receive the wake-ups of the socket. */
static __always_inline void kxx_socket_watch(struct socket *sock, struct wait_queue_entry *entry)
{
	add_wait_queue(&sock->wq.wait, entry);
	/* Pairs with skwq_has_sleeper(): later reads happen after this. */
	smp_mb();
}

static __always_inline void kxx_socket_unwatch(struct socket *sock, struct wait_queue_entry *entry)
{
	remove_wait_queue(&sock->wq.wait, entry);
}

static __always_inline __poll_t kxx_wake_up_events(void *key)
{
	return key_to_poll(key);
}

#endif
