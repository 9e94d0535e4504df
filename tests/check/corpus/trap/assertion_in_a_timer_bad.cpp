// SPDX-License-Identifier: GPL-2.0
//! A timer checks an invariant with an invalid instruction, which it can reach when it is late.

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

		if (flying > 1u << 20)
			asm volatile("ud2"); // BUG: trap, below
		if (flying)
			timer_.arm(200_ms);
	}

	Atomic<u32> flying_;
	Timer<Window, "tcp.window"> timer_{ calls<&Window::expired, &Window::timer_> };
};
