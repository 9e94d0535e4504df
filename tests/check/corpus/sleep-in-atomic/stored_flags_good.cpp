// SPDX-License-Identifier: GPL-2.0
//! The flags of an allocation come from a member, and one caller holds a spinlock.

#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

/// Appends numbers, with the flags that its owner chose.
class Pool final {
public:
	explicit Pool(Gfp flags) : flags_(flags) {}
	Result<> append(Vec<u64> &to, u64 value) const { return to.push(value, flags_); }

private:
	Gfp flags_;
};

class Journal final : Pinned {
public:
	Result<> append(u64 value) const
	{
		auto last = last_.lock_irqsave();

		return pool_.append(*last, value);
	}

private:
	Pool pool_{ GFP_ATOMIC };
	SpinLock<Vec<u64>, "journal.last"> last_;
};

class JournalModule final : Pinned {
public:
	Result<> init() { return journal_.append(7); }

private:
	Journal journal_;
};

} // namespace

KERNEL_MODULE(JournalModule, { .name = "minimal", .license = "GPL" })
