// SPDX-License-Identifier: GPL-2.0
//! Every path releases the C spinlock that was taken by hand.
//! Like the errors that smatch reports as "inconsistent returns" of a lock.

#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

struct Fifo {
	u32 used = 0;
	u32 room = 64;
};

class Uart final {
public:
	/// Puts bytes into the FIFO.
	///
	/// Safety:
	/// - No guard of the lock exists: the C part of the driver takes it in the same way.
	Result<> send(unsafe_t, u32 bytes)
	{
		// SAFETY: as the caller says, no guard exists; the lock is released below.
		::spinlock_t *raw = lock_.as_raw(unsafe);

		// SAFETY: the lock is initialised, and lives as long as this object.
		::spin_lock(raw);
		if (fifo_.used + bytes > fifo_.room) {
			pr_debug("no room for {} bytes", bytes);
			// SAFETY: this function took the lock above.
			::spin_unlock(raw);
			return EAGAIN;
		}
		fifo_.used += bytes;
		// SAFETY: this function took the lock above.
		::spin_unlock(raw);
		return ok;
	}

private:
	SpinLock<void, "uart.fifo"> lock_;
	Fifo fifo_;
};

} // namespace

Result<> send_all();
Result<> send_all()
{
	Uart uart;

	// SAFETY: nobody else has this object, so there is no guard.
	TRY(uart.send(unsafe, 10));
	// SAFETY: as above.
	return uart.send(unsafe, 60);
}
