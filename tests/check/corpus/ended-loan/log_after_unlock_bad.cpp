// SPDX-License-Identifier: GPL-2.0
//! A reference to the data of a mutex is used after the guard has unlocked early.

#include <kernel/prelude.hpp>

using namespace kernel;

using Log = Mutex<Vec<u32>, "sensor.log">;

Result<> record(const Log &lock, u32 value);
Result<> record(const Log &lock, u32 value)
{
	auto guard = lock.lock();
	auto &log = *guard;

	std::move(guard).unlock();
	return log.push(value, GFP_KERNEL); // BUG: ended-loan
}
