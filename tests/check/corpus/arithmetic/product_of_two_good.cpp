// SPDX-License-Identifier: GPL-2.0
//! The length of a buffer is the product of two numbers of a process, whose bound is on the wrapped product.

#include <kernel/file/miscdevice.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

struct Setup {
	u32 entries;
	u32 entry_size;
};

using Prepare = ioctl::Write<'p', 1, Setup>;

class Frames final : Pinned {
	struct State {
		Vec<u8> bytes;
		u32 entries = 0;
		u32 entry_size = 0;
	};

public:
	static Result<Box<Frames>> open(const File &) { return make_box<Frames>(GFP_KERNEL_ACCOUNT); }
	Result<> prepare(const File &, const Setup &setup) const
	{
		const u32 size = TRY(size_of(setup));
		auto bytes = TRY(Vec<u8>::from_elem(0, size, GFP_KERNEL_ACCOUNT));
		auto state = state_.lock();

		state->bytes = std::move(bytes);
		state->entries = setup.entries;
		state->entry_size = setup.entry_size;
		return ok;
	}

	using Ioctls = ioctl::Table<ioctl::On<Prepare, &Frames::prepare>>;

private:
	static Result<u32> size_of(const Setup &setup)
	{
		if (setup.entries > 256 || setup.entry_size > 256)
			return E2BIG;
		return setup.entries * setup.entry_size;
	}

	Mutex<State, "frames.state"> state_;
};

class FramesModule final : Pinned {
public:
	Result<> init() { return device_.publish({ .mode = 0600 }); }

private:
	misc::Device<Frames, "frames"> device_;
};

} // namespace

KERNEL_MODULE(FramesModule, { .name = "minimal", .license = "GPL" })
