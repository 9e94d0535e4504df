// SPDX-License-Identifier: GPL-2.0
//! The packet's length field is compared with the number of bytes that were received.
//! Like Heartbleed-shaped bugs in drivers: the answer is as long as the request claims to be.

#include <kernel/file/miscdevice.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

struct Ping {
	u16 type;
	u16 length;
	u8 payload[60];
};

class Pinger final : Pinned {
	struct State {
		u8 reply[512] = {};
		u32 used = 0;
	};

public:
	Result<usize> write(const File &, UserReader from) const
	{
		const usize received = from.size();
		const Ping ping = TRY(from.read<Ping>());
		auto state = state_.lock();

		if (ping.type != 8 || ping.length > sizeof(ping.payload))
			return EINVAL;
		TRY(span_of(state->reply).first(ping.length).copy_from(span_of(ping.payload).first(ping.length)));
		state->used = ping.length;
		return received;
	}
	Result<usize> read(const File &, UserWriter to) const
	{
		auto state = state_.lock();

		return to.write_some(span_of(state->reply).first(state->used));
	}

private:
	Mutex<State, "pinger.state"> state_;
};

class Module final : Pinned {
public:
	Result<> init() { return device_.publish(); }

private:
	misc::Device<Pinger, "pinger"> device_;
};

} // namespace

KERNEL_MODULE(Module, { .name = KBUILD_MODNAME, .license = "GPL" })
