// SPDX-License-Identifier: GPL-2.0
//! The counter of the other object is changed under the other object's lock.

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
		u32 poured;
		{
			auto held = lock_.lock();

			poured = tokens_;
			tokens_ = 0;
		}
		auto held = other.lock_.lock();
		other.tokens_ += poured;
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
