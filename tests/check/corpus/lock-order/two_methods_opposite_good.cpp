// SPDX-License-Identifier: GPL-2.0
//! Both methods take the two mutexes in the same order.

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
		auto ring = ring_.lock();

		if (ring->head - ring->tail == settings->depth)
			return settings->drop ? Result<>(ok) : ENOSPC;
		ring->head++;
		return ok;
	}

	Result<> resize(u32 depth) const
	{
		auto settings = settings_.lock();
		auto ring = ring_.lock();

		if (ring->head - ring->tail > depth)
			return EBUSY;
		settings->depth = depth;
		return ok;
	}

private:
	Mutex<Settings, "channel.settings"> settings_;
	Mutex<Ring, "channel.ring"> ring_;
};

} // namespace

KERNEL_MODULE(Channel, { .name = KBUILD_MODNAME, .license = "GPL" })
