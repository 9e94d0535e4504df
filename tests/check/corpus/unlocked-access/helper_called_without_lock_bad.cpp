// SPDX-License-Identifier: GPL-2.0
//! A helper that requires the lock is also called from a retry path that has released it.

#include <kernel/prelude.hpp>
#include <kernel/time/delay.hpp>

using namespace kernel;

namespace {

class Credits final {
	using CreditLock = Mutex<void, "credits.lock">;

public:
	Result<> take(u32 count)
	{
		{
			auto held = lock_.lock();

			if (take_locked(count))
				return ok;
		}
		for (u32 attempt = 0; attempt < 3; attempt++) {
			sleep(10_ms);
			if (take_locked(count)) // BUG: unlocked-access
				return ok;
		}
		return EAGAIN;
	}
	void give(u32 count)
	{
		auto held = lock_.lock();

		left_ += count;
	}

private:
	bool take_locked(u32 count) __must_hold(lock_)
	{
		if (left_ < count)
			return false;
		left_ -= count;
		return true;
	}

	CreditLock lock_;
	u32 left_ __guarded_by(lock_) = 8;
};

} // namespace

Result<> spend(u32 count);
Result<> spend(u32 count)
{
	Credits credits;

	credits.give(2);
	return credits.take(count);
}
