// SPDX-License-Identifier: GPL-2.0
//! A trailing newline is removed from a text that may be empty, so the byte before the array is read.
//! Like many store() functions in sysfs that look at buf[count - 1].

#include <kernel/file/miscdevice.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

class Label final : Pinned {
	struct State {
		u8 text[64] = {};
		usize used = 0;
	};

public:
	Result<usize> write(const File &, UserReader from) const
	{
		u8 text[64];
		const usize received = from.read_some(span_of(text));
		usize used = received;

		if (text[used - 1] == '\n') // BUG: out-of-bounds
			used--;
		auto state = state_.lock();
		TRY(span_of(state->text).first(used).copy_from(span_of(text).first(used)));
		state->used = used;
		return received;
	}

private:
	Mutex<State, "label.state"> state_;
};

class Module final : Pinned {
public:
	Result<> init() { return device_.publish(); }

private:
	misc::Device<Label, "label"> device_;
};

} // namespace

KERNEL_MODULE(Module, { .name = KBUILD_MODNAME, .license = "GPL" })
