// SPDX-License-Identifier: GPL-2.0
//! Every path releases the mutex, and the path that did not get it has nothing to release.
#include <linux/mutex.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

class Uart final : Pinned {
public:
	/// Takes bytes out of the FIFO.
	///
	/// Safety:
	/// - No guard of the lock exists.
	Result<> take(unsafe_t, u32 bytes)
	{
		// SAFETY: as the caller says.
		::mutex *raw = lock_.as_raw(unsafe);

		// SAFETY: the lock is initialised, and lives as long as this object.
		if (::mutex_lock_interruptible(raw))
			return EINTR;
		if (bytes > used_) {
			// SAFETY: this function took the lock above.
			::mutex_unlock(raw);
			return EINVAL;
		}
		used_ -= bytes;
		// SAFETY: this function took the lock above.
		::mutex_unlock(raw);
		return ok;
	}

private:
	Mutex<void, "uart.lock"> lock_;
	u32 used_ = 0;
};

Result<> take_four();
Result<> take_four()
{
	Uart uart;

	// SAFETY: nobody else has this object, so there is no guard.
	return uart.take(unsafe, 4);
}
