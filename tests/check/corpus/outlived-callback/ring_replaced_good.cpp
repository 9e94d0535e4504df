// SPDX-License-Identifier: GPL-2.0
//! The timer that retires the blocks of a ring ends before the ring is freed.

#include <kernel/defer/timer.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>

using namespace kernel;

class Ring final : Pinned {
public:
	explicit Ring(u32 blocks) : blocks_(blocks) {}

	void retire() const
	{
		if (retired_.inc_return() == blocks_)
			retired_.store(0, relaxed);
	}

private:
	u32 blocks_;
	Atomic<u32> retired_;
};

class Retirer final : Pinned {
public:
	explicit Retirer(const Ring &ring __lifetimebound) : ring_(ring) {}

	void start() const { timer_.arm(8_ms); }

private:
	void expired() const
	{
		ring_.retire();
		start();
	}

	const Ring &ring_;
	Timer<Retirer, "packet.retire"> timer_{ calls<&Retirer::expired, &Retirer::timer_> };
};

class PacketSocket final : Pinned {
public:
	PacketSocket(Box<Ring> ring, Box<Retirer> retirer) : ring_(std::move(ring)), retirer_(std::move(retirer)) {}

	Result<> set_ring(u32 blocks)
	{
		if (!blocks)
			return EINVAL;
		auto ring = TRY(make_box<Ring>(GFP_KERNEL, blocks));
		auto retirer = TRY(make_box<Retirer>(GFP_KERNEL, *ring));

		retirer_ = std::move(retirer);
		ring_ = std::move(ring);
		retirer_->start();
		return ok;
	}

private:
	Box<Ring> ring_;
	Box<Retirer> retirer_;
};
