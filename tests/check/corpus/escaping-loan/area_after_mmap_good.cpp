// SPDX-License-Identifier: GPL-2.0
//! A file keeps what it needs to know about the mapping, and not the VmArea.

#include <kernel/file/miscdevice.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

class FrameBuffer final : Pinned {
	struct State {
		bool mapped = false;
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
		state->mapped = area.require_shared().is_ok();
		return ok;
	}
	/// Presents a frame, if somebody sees it.
	Result<usize> write(const File &, UserReader from) const
	{
		auto state = state_.lock();

		if (state->mapped)
			state->frames++;
		return from.size();
	}

private:
	UserMemory pixels_;
	Mutex<State, "fb.state"> state_;
};
