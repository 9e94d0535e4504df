// SPDX-License-Identifier: GPL-2.0
//! A table's function pointer promises not to sleep, and a function that sleeps is put into the table.
//! Like klint's "converting this function to pointer may result in preemption count rule violation".

#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>
#include <kernel/time/delay.hpp>

using namespace kernel;

namespace {

struct Channel {
	Atomic<u32> level;
};
struct ChannelOps {
	void (*mute)(const Channel &) __atomic;
};

void slow_mute(const Channel &channel)
{
	channel.level.store(1, relaxed);
	sleep(1_ms); // BUG: sleep-in-atomic
	channel.level.store(0, relaxed);
}

constexpr ChannelOps operations = { .mute = slow_mute }; // BUG: sleep-in-atomic

struct Mixer {
	u32 muted = 0;
};
using MixerLock = SpinLock<Mixer, "mixer.state">;

void mute(const MixerLock &lock, const Channel &channel, const ChannelOps &ops)
{
	auto mixer = lock.lock();

	mixer->muted++;
	ops.mute(channel);
}

} // namespace

u32 mute_one();
u32 mute_one()
{
	MixerLock mixer;
	Channel channel;

	mute(mixer, channel, operations);
	return channel.level.load(relaxed);
}
