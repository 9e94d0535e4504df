// SPDX-License-Identifier: GPL-2.0
//! TRY returns between mutex_lock() and mutex_unlock() of the C interface.

#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

class Catalogue final {
public:
	/// The number of a key, which is new if the key is.
	///
	/// Safety:
	/// - No guard of the lock exists: the C part of the driver takes it in the same way.
	Result<u32> number_of(unsafe_t, u32 key)
	{
		// SAFETY: as the caller says, no guard exists; the lock is released below.
		::mutex *raw = lock_.as_raw(unsafe);

		// SAFETY: the mutex is initialised, and lives as long as this object.
		::mutex_lock(raw);
		TRY(keys_.push(key, GFP_KERNEL)); // BUG: lock-kept
		const u32 number = static_cast<u32>(keys_.size() - 1);
		// SAFETY: this function took the mutex above.
		::mutex_unlock(raw);
		return number;
	}

private:
	Mutex<void, "catalogue.keys"> lock_;
	Vec<u32> keys_;
};

} // namespace

Result<u32> number(u32 key);
Result<u32> number(u32 key)
{
	Catalogue catalogue;

	// SAFETY: nobody else has this object, so there is no guard.
	return catalogue.number_of(unsafe, key);
}
