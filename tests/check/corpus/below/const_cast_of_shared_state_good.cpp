// SPDX-License-Identifier: GPL-2.0
//! The member that a const function changes is protected by a lock.

#include <kernel/file/miscdevice.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

class Pad final : Pinned {
	struct State {
		u32 last = 0;
		u32 writes = 0;
	};

public:
	Result<usize> write(const File &, UserReader from) const
	{
		const u32 value = TRY(from.read<u32>()).unchecked();

		auto state = state_.lock();
		state->last = value;
		state->writes++;
		return sizeof(value);
	}

private:
	Mutex<State, "pad.state"> state_;
};

class Module final : Pinned {
public:
	Result<> init() { return device_.publish(); }

private:
	misc::Device<Pad, "pad"> device_;
};

} // namespace

KERNEL_MODULE(Module, { .name = KBUILD_MODNAME, .license = "GPL" })
