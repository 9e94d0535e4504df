// SPDX-License-Identifier: GPL-2.0
//! Two peers own each other, so that neither is destroyed and their timers run on after unload.

#include <kernel/defer/timer.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>

using namespace kernel;

class Peer final : Pinned {
public:
	explicit Peer(u32 number) : number_(number) {}

	void greet() const { timer_.arm(1_s); }
	Result<> meet(Arc<Peer> partner) const { return partners_.lock()->push(std::move(partner), GFP_KERNEL); }

private:
	void expired() const
	{
		hellos_.inc();
		greet();
	}

	u32 number_;
	Atomic<u32> hellos_;
	Mutex<Vec<Arc<Peer>>, "peer.partners"> partners_; // BUG: outlived-callback
	Timer<Peer, "peer.hello"> timer_{ calls<&Peer::expired, &Peer::timer_> };
};

class Pair {
public:
	static Result<Pair> create()
	{
		auto left = TRY(make_arc<Peer>(GFP_KERNEL, 1u));
		auto right = TRY(make_arc<Peer>(GFP_KERNEL, 2u));

		TRY(left->meet(right.share()));
		TRY(right->meet(left.share())); // BUG: outlived-callback
		left->greet();
		right->greet();
		return { std::in_place, std::move(left), std::move(right) };
	}
	Pair(Arc<Peer> left, Arc<Peer> right) : left_(std::move(left)), right_(std::move(right)) {}

private:
	Arc<Peer> left_, right_;
};
