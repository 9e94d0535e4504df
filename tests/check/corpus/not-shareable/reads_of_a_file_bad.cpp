// SPDX-License-Identifier: GPL-2.0
//! An open file counts its reads in a mutable member; several tasks may read the file at once.
//! Like CVE-2014-0196: writers of a tty changed the count of its buffer without a lock.

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
		seed_ = seed_ * 1664525 + 1013904223;
		reads_++;
		TRY(to.write(seed_ >> 16));
		return sizeof(u32);
	}
	~Dice() { pr_debug("thrown {} times", reads_); }

private:
	mutable u32 seed_ = 42; // BUG: not-shareable
	mutable u32 reads_ = 0; // BUG: not-shareable
};

class DiceModule final : Pinned {
public:
	Result<> init() { return device_.publish({ .mode = 0444 }); }

private:
	misc::Device<Dice, "dice"> device_; // BUG: not-shareable
};
