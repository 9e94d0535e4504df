// SPDX-License-Identifier: GPL-2.0
//! Two methods take the same two mutexes in opposite orders.

#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

struct Ring {
	u32 head = 0, tail = 0;
};
struct Settings {
	u32 depth = 16;
	bool drop = false;
};

class Channel final : Pinned {
public:
	Result<> init() { return resize(32); }

	Result<> push() const
	{
		auto settings = settings_.lock();
		auto ring = ring_.lock(); // BUG: lock-order

		if (ring->head - ring->tail == settings->depth)
			return settings->drop ? Result<>(ok) : ENOSPC;
		ring->head++;
		return ok;
	}

	Result<> resize(u32 depth) const
	{
		auto ring = ring_.lock();

		if (ring->head - ring->tail > depth)
			return EBUSY;
		auto settings = settings_.lock(); // BUG: lock-order
		settings->depth = depth;
		return ok;
	}

private:
	Mutex<Settings, "channel.settings"> settings_;
	Mutex<Ring, "channel.ring"> ring_;
};

} // namespace

KERNEL_MODULE(Channel, { .name = KBUILD_MODNAME, .license = "GPL" })
