// SPDX-License-Identifier: GPL-2.0
//! Every member has an initial value.

#include <kernel/defer/timer.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

class Backoff final {
public:
	Backoff(u32 least, u32 most) : least_(least), most_(most) {}

	u32 next()
	{
		const u32 now = current_ < least_ ? least_ : current_;

		current_ = now * 2 < most_ ? now * 2 : most_;
		return now;
	}

private:
	u32 least_;
	u32 most_;
	u32 current_ = 0;
};

class Reconnect final : Pinned {
public:
	Result<> init()
	{
		try_.arm(1_s);
		return ok;
	}

private:
	void attempt() const { try_.arm(Jiffies::milliseconds(backoff_.lock()->next())); }

	SpinLock<Backoff, "reconnect.backoff"> backoff_{ 100u, 60000u };
	Timer<Reconnect, "reconnect.try"> try_{ calls<&Reconnect::attempt, &Reconnect::try_> };
};

} // namespace

KERNEL_MODULE(Reconnect, { .name = KBUILD_MODNAME, .license = "GPL" })
