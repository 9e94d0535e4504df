// SPDX-License-Identifier: GPL-2.0
/*
 * The C twin of samples/async_echo: it has the same parameter, log lines and answers, and a thread
 * for each client.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/err.h>
#include <linux/delay.h>
#include <linux/in.h>
#include <linux/kthread.h>
#include <linux/list.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/net.h>
#include <linux/sched/task.h>
#include <linux/slab.h>
#include <net/net_namespace.h>
#include <net/sock.h>

struct client {
	struct list_head node; /* in clients; the fields below are guarded by its lock */
	struct task_struct *thread; /* counted */
	struct socket *socket; /* NULL when the thread has closed it and ends */
	u8 bytes[2048]; /* the thread's own */
};

static u16 port = 7777;
module_param(port, ushort, 0);
MODULE_PARM_DESC(port, "Of TCP at 127.0.0.1; 0 for any");

static struct socket *listener;
static struct task_struct *welcomer;
static bool stopping;
static DEFINE_MUTEX(clients_lock);
static LIST_HEAD(clients);

static int send_all(struct socket *socket, u8 *data, size_t size)
{
	while (size) {
		struct msghdr message = { .msg_flags = MSG_NOSIGNAL };
		struct kvec part = { .iov_base = data, .iov_len = size };
		int sent = kernel_sendmsg(socket, &message, &part, 1, size);

		if (sent < 0)
			return sent;
		data += sent;
		size -= sent;
	}
	return 0;
}

static int serve(void *data)
{
	struct client *client = data;
	struct socket *socket = client->socket;

	for (;;) {
		struct msghdr message = {};
		struct kvec part = { .iov_base = client->bytes, .iov_len = sizeof(client->bytes) };
		int size = kernel_recvmsg(socket, &message, &part, 1, part.iov_len, 0);

		if (size <= 0 || send_all(socket, client->bytes, size) < 0)
			break;
	}
	mutex_lock(&clients_lock);
	client->socket = NULL;
	mutex_unlock(&clients_lock);
	sock_release(socket);
	return 0;
}

enum whom { ENDED, ALL };

/* Joins the threads that have ended, or tells all of them to end and joins them. */
static void join(enum whom whom)
{
	struct client *client, *next;
	LIST_HEAD(ended);

	mutex_lock(&clients_lock);
	list_for_each_entry_safe(client, next, &clients, node) {
		if (client->socket && whom == ENDED)
			continue;
		if (client->socket)
			kernel_sock_shutdown(client->socket, SHUT_RDWR);
		list_move(&client->node, &ended);
	}
	mutex_unlock(&clients_lock);
	list_for_each_entry_safe(client, next, &ended, node) {
		/* A thread that never ran has not closed its socket. */
		if (kthread_stop(client->thread) == -EINTR)
			sock_release(client->socket);
		put_task_struct(client->thread);
		kfree(client);
	}
}

static int take_in(struct socket *socket)
{
	struct client *client = kzalloc(sizeof(*client), GFP_KERNEL);
	struct task_struct *thread;

	if (!client) {
		sock_release(socket);
		return -ENOMEM;
	}
	client->socket = socket;
	thread = kthread_create(serve, client, "async_echo");
	if (IS_ERR(thread)) {
		sock_release(socket);
		kfree(client);
		return PTR_ERR(thread);
	}
	client->thread = get_task_struct(thread);
	mutex_lock(&clients_lock);
	list_add_tail(&client->node, &clients);
	mutex_unlock(&clients_lock);
	wake_up_process(thread);
	return 0;
}

static int welcome(void *data)
{
	while (!READ_ONCE(stopping)) {
		struct socket *socket;
		int err = kernel_accept(listener, &socket, 0);

		join(ENDED);
		if (!err) {
			err = take_in(socket);
			if (err)
				pr_warn_ratelimited("a client is turned away: %pe\n", ERR_PTR(err));
			continue;
		}
		if (READ_ONCE(stopping))
			break;
		pr_warn_ratelimited("a client waits: %pe\n", ERR_PTR(err));
		msleep(100);
	}
	return 0;
}

static int __init async_echo_init(void)
{
	struct sockaddr_in address = {
		.sin_family = AF_INET,
		.sin_port = htons(port),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK),
	};
	int err = sock_create_kern(&init_net, AF_INET, SOCK_STREAM, IPPROTO_TCP, &listener);

	if (err)
		return err;
	sock_set_reuseaddr(listener->sk);
	err = kernel_bind(listener, (struct sockaddr *)&address, sizeof(address));
	if (err)
		goto release;
	err = kernel_listen(listener, 128);
	if (err)
		goto release;
	err = kernel_getsockname(listener, (struct sockaddr *)&address);
	if (err < 0)
		goto release;
	welcomer = kthread_create(welcome, NULL, "async_echo");
	if (IS_ERR(welcomer)) {
		err = PTR_ERR(welcomer);
		goto release;
	}
	/* The thread may end before it is joined. */
	get_task_struct(welcomer);
	wake_up_process(welcomer);
	pr_info("listening at %pISpc\n", &address);
	return 0;

release:
	sock_release(listener);
	return err;
}
module_init(async_echo_init);

static void __exit async_echo_exit(void)
{
	WRITE_ONCE(stopping, true);
	/* Ends accept(), now and later. */
	kernel_sock_shutdown(listener, SHUT_RDWR);
	kthread_stop(welcomer);
	put_task_struct(welcomer);
	join(ALL);
	sock_release(listener);
}
module_exit(async_echo_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The kxx authors");
MODULE_DESCRIPTION("An echo server over TCP, of threads");
