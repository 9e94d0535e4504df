// SPDX-License-Identifier: GPL-2.0
/* Does the same as net.cpp, with a server thread. */
#include <linux/err.h>
#include <linux/in.h>
#include <linux/kthread.h>
#include <linux/net.h>
#include <net/net_namespace.h>
#include <net/sock.h>

#include "operations.h"

struct pair {
	struct socket *near, *far;
};

static struct pair alone, served;
static struct task_struct *server;

static int connected(struct pair *pair)
{
	struct sockaddr_in address = {
		.sin_family = AF_INET,
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK),
	};
	struct socket *listener;
	int err = sock_create_kern(&init_net, AF_INET, SOCK_STREAM, IPPROTO_TCP, &listener);

	if (err)
		return err;
	err = kernel_bind(listener, (struct sockaddr *)&address, sizeof(address));
	if (!err)
		err = kernel_listen(listener, 128);
	if (!err)
		err = kernel_getsockname(listener, (struct sockaddr *)&address) < 0 ? -EIO : 0;
	if (!err)
		err = sock_create_kern(&init_net, AF_INET, SOCK_STREAM, IPPROTO_TCP, &pair->near);
	if (!err)
		err = kernel_connect(pair->near, (struct sockaddr *)&address, sizeof(address), 0);
	if (!err)
		err = kernel_accept(listener, &pair->far, 0);
	sock_release(listener);
	return err;
}

static int send_some(struct socket *socket, void *data, size_t size)
{
	struct msghdr message = { .msg_flags = MSG_NOSIGNAL };
	struct kvec part = { .iov_base = data, .iov_len = size };

	return kernel_sendmsg(socket, &message, &part, 1, size);
}

static int receive(struct socket *socket, void *data, size_t size)
{
	struct msghdr message = {};
	struct kvec part = { .iov_base = data, .iov_len = size };

	return kernel_recvmsg(socket, &message, &part, 1, size, 0);
}

static int serve(void *unused)
{
	u8 bytes[256];

	for (;;) {
		u8 *data = bytes;
		int size = receive(served.far, bytes, sizeof(bytes));

		if (size <= 0)
			break;
		while (size) {
			int sent = send_some(served.far, data, size);

			if (sent < 0)
				return sent;
			data += sent;
			size -= sent;
		}
	}
	return 0;
}

int c_net_setup(void)
{
	int err = connected(&alone);

	if (!err)
		err = connected(&served);
	if (err)
		return err;
	server = kthread_create(serve, NULL, "bench_2");
	if (IS_ERR(server))
		return PTR_ERR(server);
	get_task_struct(server);
	wake_up_process(server);
	return 0;
}

void c_net_teardown(void)
{
	kernel_sock_shutdown(served.far, SHUT_RDWR);
	kthread_stop(server);
	put_task_struct(server);
	sock_release(alone.near);
	sock_release(alone.far);
	sock_release(served.near);
	sock_release(served.far);
}

static long ask(struct pair *pair)
{
	u8 bytes[64] = {};
	int done = send_some(pair->near, bytes, sizeof(bytes));

	if (done < 0)
		return done;
	done = receive(pair->near, bytes, sizeof(bytes));
	return done < 0 ? done : 0;
}

long c_tcp_there(void)
{
	u8 bytes[64] = {};
	int done = send_some(alone.near, bytes, sizeof(bytes));

	if (done < 0)
		return done;
	done = receive(alone.far, bytes, sizeof(bytes));
	return done < 0 ? done : 0;
}

long c_tcp_echo(void)
{
	return ask(&served);
}

long c_tcp_echo_local(void)
{
	return ask(&served);
}
