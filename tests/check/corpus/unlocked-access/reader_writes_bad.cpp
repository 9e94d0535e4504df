// SPDX-License-Identifier: GPL-2.0
//! A function that holds a semaphore only for reading changes what it guards.

#include <kernel/prelude.hpp>
#include <kernel/sync/rwsem.hpp>

using namespace kernel;

namespace {

class Lookup final {
public:
	Result<> learn(u32 key, u32 value)
	{
		auto held = lock_.write();

		if (used_ == 32)
			return ENOSPC;
		keys_[used_] = key;
		values_[used_++] = value;
		return ok;
	}

	Result<u32> find(u32 key)
	{
		auto held = lock_.read();

		for (u32 i = 0; i < used_; i++) {
			if (keys_[i] != key)
				continue;
			const u32 value = values_[i];
			if (i > 0)
				swap_with_first(i); // BUG: unlocked-access
			return value;
		}
		return ENOENT;
	}

private:
	void swap_with_first(u32 i) __must_hold(lock_)
	{
		std::swap(keys_[0], keys_[i]);
		std::swap(values_[0], values_[i]);
	}

	RwSemaphore<void, "lookup.table"> lock_;
	u32 used_ __guarded_by(lock_) = 0;
	u32 keys_[32] __guarded_by(lock_) = {};
	u32 values_[32] __guarded_by(lock_) = {};
};

} // namespace

Result<u32> look_up(u32 key);
Result<u32> look_up(u32 key)
{
	Lookup lookup;

	TRY(lookup.learn(1, 10));
	TRY(lookup.learn(2, 20));
	return lookup.find(key);
}
