// SPDX-License-Identifier: GPL-2.0
//! The first element of the queue is tested before it is used.

#include <kernel/container/list.hpp>
#include <kernel/defer/timer.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

struct Frame {
	explicit Frame(u32 length) : length(length) {}
	u32 length;
	u32 tries = 0;
	ListLink link;
};

class Transmitter final : Pinned {
	using Frames = List<Box<Frame>, &Frame::link>;

public:
	Result<> init() { return send(64); }
	Result<> send(u32 length) const
	{
		auto frame = TRY(make_box<Frame>(GFP_KERNEL, length));

		frames_.lock_bh()->push_back(std::move(frame));
		resend_.arm(100_ms);
		return ok;
	}
	void acknowledged() const { frames_.lock_bh()->pop_front().ignore(); }

private:
	void resend() const
	{
		auto frames = frames_.lock();
		Frame *frame = frames->front();

		if (!frame)
			return;
		frame->tries++;
		pr_debug("{} bytes, try {}", frame->length, frame->tries);
		resend_.arm(100_ms);
	}

	SpinLock<Frames, "transmitter.frames"> frames_;
	Timer<Transmitter, "transmitter.resend"> resend_{ calls<&Transmitter::resend, &Transmitter::resend_> };
};

} // namespace

KERNEL_MODULE(Transmitter, { .name = KBUILD_MODNAME, .license = "GPL" })
