// SPDX-License-Identifier: GPL-2.0
//! An open file counts its reads in an atomic member.

#include <kernel/file/miscdevice.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>

using namespace kernel;

class Dice final : Pinned {
public:
	Result<usize> read(const File &, UserWriter to) const
	{
		if (to.size() < sizeof(u32))
			return EINVAL;
		TRY(to.write(seed_.fetch_add(1013904223, relaxed) >> 16));
		reads_.inc();
		return sizeof(u32);
	}
	~Dice() { pr_debug("thrown {} times", reads_.load(relaxed)); }

private:
	Atomic<u32> seed_{ 42 };
	Atomic<u32> reads_;
};

class DiceModule final : Pinned {
public:
	Result<> init() { return device_.publish({ .mode = 0444 }); }

private:
	misc::Device<Dice, "dice"> device_;
};
