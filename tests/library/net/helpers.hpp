// SPDX-License-Identifier: GPL-2.0
//! Helpers that the cases in this directory share.
#pragma once

#include <linux/jiffies.hpp>
#include <net/sock.hpp>

#include <kernel/net/tcp.hpp>
#include <kernel/net/udp.hpp>
#include <kernel/prelude.hpp>
#include <kernel/task/kthread.hpp>
#include <kernel/task/task.hpp>
#include <kernel/test/kunit.hpp>

/// A listener at a port that the kernel chose, and its address.
struct Server {
	static kernel::Result<Server> create()
	{
		auto listener = TRY(kernel::TcpListener::bind(kernel::NetNamespace::initial(),
							      { kernel::Ipv4Addr::loopback(), 0 }));
		auto address = TRY(listener.local_address());

		return Server{ std::move(listener), address };
	}
	kernel::Result<kernel::TcpStream> connect() const
	{
		return kernel::TcpStream::connect(kernel::NetNamespace::initial(), address);
	}

	kernel::TcpListener listener;
	kernel::SocketAddr address;
};

/// Both sides of one connection. Their reads have a time limit, since C sends no FIN if there is no memory for it.
struct Pair {
	static kernel::Result<Pair> create()
	{
		auto server = TRY(Server::create());
		auto near = TRY(server.connect());
		auto far = TRY(server.listener.accept());

		near.as_raw()->sk->sk_rcvtimeo = ::msecs_to_jiffies(5000);
		far.as_raw()->sk->sk_rcvtimeo = ::msecs_to_jiffies(5000);
		return Pair{ std::move(near), std::move(far) };
	}

	kernel::TcpStream near, far;
};
