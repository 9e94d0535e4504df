// SPDX-License-Identifier: GPL-2.0
//! The timer that retires the blocks of a ring is stopped before the ring is replaced.

#include <kernel/defer/timer.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>

using namespace kernel;

class Ring final : Pinned {
public:
	explicit Ring(u32 blocks) : blocks_(blocks) {}

	void retire() const { retired_.store((retired_.load(relaxed) + 1) % blocks_, relaxed); }

private:
	u32 blocks_;
	Atomic<u32> retired_;
};

class Retirer final : Pinned {
public:
	void watch(const Ring *ring) const
	{
		ring_.store(ring, release);
		timer_.arm(8_ms);
	}
	void stop() const
	{
		ring_.store(nullptr, relaxed);
		timer_.cancel_sync();
	}

private:
	void expired() const
	{
		if (const Ring *ring = ring_.load(acquire)) {
			ring->retire();
			timer_.arm(8_ms);
		}
	}

	Atomic<const Ring *> ring_{ nullptr };
	Timer<Retirer, "packet.retire"> timer_{ calls<&Retirer::expired, &Retirer::timer_> };
};

class PacketSocket final : Pinned {
public:
	explicit PacketSocket(Box<Ring> ring) : ring_(std::move(ring)) { retirer_.watch(ring_.get()); }

	Result<> set_ring(u32 blocks)
	{
		if (!blocks)
			return EINVAL;
		auto fresh = TRY(make_box<Ring>(GFP_KERNEL, blocks));

		retirer_.stop();
		ring_ = std::move(fresh);
		retirer_.watch(ring_.get());
		return ok;
	}

private:
	Box<Ring> ring_;
	Retirer retirer_;
};
