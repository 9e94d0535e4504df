// SPDX-License-Identifier: GPL-2.0
//! A file keeps a pointer to the VmArea of mmap(), which exists only during that call.

#include <kernel/file/miscdevice.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

class FrameBuffer final : Pinned {
	struct State {
		const VmArea *area = nullptr;
		u64 frames = 0;
	};

public:
	explicit FrameBuffer(UserMemory pixels) : pixels_(std::move(pixels)) {}

	static Result<Box<FrameBuffer>> open(const File &)
	{
		return make_box<FrameBuffer>(GFP_KERNEL_ACCOUNT, TRY(UserMemory::alloc(64 * 1024)));
	}
	Result<> mmap(const File &, VmArea &area) const
	{
		auto state = state_.lock();

		TRY(area.map(pixels_));
		state->area = &area; // BUG: escaping-loan
		return ok;
	}
	/// Presents a frame, if somebody sees it.
	Result<usize> write(const File &, UserReader from) const
	{
		auto state = state_.lock();

		if (state->area && state->area->require_shared().is_ok())
			state->frames++;
		return from.size();
	}

private:
	UserMemory pixels_;
	Mutex<State, "fb.state"> state_;
};
