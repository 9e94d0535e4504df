// SPDX-License-Identifier: GPL-2.0
//! One ioctl stores a position that nobody tests, and a later read uses it as an index.

#include <kernel/file/miscdevice.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

using Seek = ioctl::Write<'c', 1, u32>;

class Tape final : Pinned {
	static constexpr u32 length = 128;
	struct State {
		u32 cursor = 0;
		u8 cells[length] = {};
	};

public:
	static Result<Box<Tape>> open(const File &) { return make_box<Tape>(GFP_KERNEL_ACCOUNT); }
	Result<> wind(const File &, const u32 &position) const
	{
		state_.lock()->cursor = position; // BUG: untrusted-size
		return ok;
	}
	Result<usize> read(const File &, UserWriter to) const
	{
		if (to.empty())
			return 0;
		const u8 cell = current();

		TRY(to.write(cell));
		return 1;
	}

	using Ioctls = ioctl::Table<ioctl::On<Seek, &Tape::wind>>;

private:
	u8 current() const
	{
		auto state = state_.lock();

		return state->cells[state->cursor]; // BUG: untrusted-size, out-of-bounds
	}

	Mutex<State, "tape.state"> state_;
};

class Tapes final : Pinned {
public:
	Result<> init() { return device_.publish({ .mode = 0600 }); }

private:
	misc::Device<Tape, "tape"> device_;
};

} // namespace

KERNEL_MODULE(Tapes, { .name = "minimal", .license = "GPL" })
