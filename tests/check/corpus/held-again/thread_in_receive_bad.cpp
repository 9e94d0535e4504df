// SPDX-License-Identifier: GPL-2.0
//! A thread waits for messages of a socket. The destructor shuts the socket down first, but the object that has this
//! destructor is made last: if there is no memory for it, the end of the thread is awaited while it still receives.

#include <kernel/net/udp.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>
#include <kernel/task/kthread.hpp>

using namespace kernel;

namespace {

class Hub final : Pinned {
public:
	explicit Hub(UdpSocket socket) : socket_(std::move(socket)) {}

	void receive(const ThisKthread &self) const
	{
		u8 buffer[64];

		while (!self.should_stop())
			if (auto got = socket_.receive_from(span_of(buffer)); got.is_ok())
				received_.inc();
	}
	/// Ends the wait of receive().
	void close() const { socket_.shutdown(Shutdown::Both).ignore(); }
	u64 received() const { return received_.load(relaxed); }

private:
	const UdpSocket socket_;
	Atomic<u64> received_;
};

void receive(const ThisKthread &self, Arc<Hub> hub)
{
	hub->receive(self);
}

class UdpCount final : Pinned {
public:
	static Result<Box<UdpCount>> create()
	{
		auto socket = TRY(UdpSocket::bind(NetNamespace::initial(), { Ipv4Addr::loopback(), 0 }));
		auto hub = TRY(make_arc<Hub>(GFP_KERNEL, std::move(socket)));
		auto thread = TRY(Kthread::run(fmt("udp_count"), receive, hub.share()));

		return make_box<UdpCount>(GFP_KERNEL, std::move(hub), std::move(thread)); // BUG: held-again
	}

	UdpCount(Arc<Hub> hub, Kthread thread) : hub_(std::move(hub)), thread_(std::move(thread)) {}
	~UdpCount()
	{
		hub_->close();
		thread_.stop().ignore();
		pr_info("{} messages", hub_->received());
	}

private:
	Arc<Hub> hub_;
	Kthread thread_;
};

} // namespace

KERNEL_MODULE(UdpCount, { .name = "minimal", .license = "GPL" })
