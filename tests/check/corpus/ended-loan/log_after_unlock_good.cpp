// SPDX-License-Identifier: GPL-2.0
//! The value is recorded before the guard unlocks.

#include <kernel/prelude.hpp>

using namespace kernel;

using Log = Mutex<Vec<u32>, "sensor.log">;

Result<> record(const Log &lock, u32 value);
Result<> record(const Log &lock, u32 value)
{
	auto guard = lock.lock();
	auto &log = *guard;

	TRY(log.push(value, GFP_KERNEL));
	std::move(guard).unlock();
	return ok;
}
