// SPDX-License-Identifier: GPL-2.0
//! The timer warns once and recovers.

#include <kernel/defer/timer.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>

using namespace kernel;

class Window final : Pinned {
public:
	void sent(u32 bytes) const { flying_.add(bytes); }
	void acknowledged(u32 bytes) const
	{
		flying_.sub(bytes);
		timer_.arm(200_ms);
	}

private:
	void expired() const
	{
		const u32 flying = flying_.load(relaxed);

		if (warn_on_once(flying > 1u << 20))
			flying_.store(0, relaxed);
		if (flying)
			timer_.arm(200_ms);
	}

	Atomic<u32> flying_;
	Timer<Window, "tcp.window"> timer_{ calls<&Window::expired, &Window::timer_> };
};
