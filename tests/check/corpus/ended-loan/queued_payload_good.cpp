// SPDX-License-Identifier: GPL-2.0
//! A packet is given to a queue that others drain, and its bytes are summed afterwards.

#include <kernel/container/list.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

class Packet final {
public:
	explicit Packet(u8 fill)
	{
		for (u8 &byte : bytes_)
			byte = fill;
	}
	Span<const u8> payload() const __lifetimebound { return span_of(bytes_); }

	ListLink link;

private:
	u8 bytes_[64];
};

class Port final : Pinned {
public:
	Result<u32> send(u8 fill) const
	{
		auto packet = TRY(make_box<Packet>(GFP_KERNEL, fill));
		auto payload = packet->payload();
		const u32 sum = checksum(payload);

		enqueue(std::move(packet));
		return sum;
	}
	void drain() const { queue_.lock()->clear(); }

private:
	void enqueue(Box<Packet> packet) const { queue_.lock()->push_back(std::move(packet)); }
	static u32 checksum(Span<const u8> bytes)
	{
		u32 sum = 0;

		for (u8 byte : bytes)
			sum += byte;
		return sum;
	}

	Mutex<List<Box<Packet>, &Packet::link>, "port.queue"> queue_;
};

class Ports final : Pinned {
public:
	Result<> init()
	{
		pr_info("{}", TRY(port_.send(7)));
		port_.drain();
		return ok;
	}

private:
	Port port_;
};

} // namespace

KERNEL_MODULE(Ports, { .name = "minimal", .license = "GPL" })
