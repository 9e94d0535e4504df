// SPDX-License-Identifier: GPL-2.0
//! The counter of another object is changed while only the lock of this object is held.

#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

class Bucket final : Pinned {
public:
	void fill(u32 tokens)
	{
		auto held = lock_.lock();

		tokens_ += tokens;
	}

	void pour_into(Bucket &other)
	{
		auto held = lock_.lock();

		other.tokens_ += tokens_; // BUG: unlocked-access
		tokens_ = 0;
	}

	u32 tokens()
	{
		auto held = lock_.lock();

		return tokens_;
	}

private:
	SpinLock<void, "bucket.tokens"> lock_;
	u32 tokens_ __guarded_by(lock_) = 0;
};

} // namespace

u32 balance_buckets(u32 tokens);
u32 balance_buckets(u32 tokens)
{
	Bucket first, second;

	first.fill(tokens);
	first.pour_into(second);
	return second.tokens();
}
