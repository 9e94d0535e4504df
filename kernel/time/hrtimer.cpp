// SPDX-License-Identifier: GPL-2.0 OR MIT
//! The arithmetic of periods.

#include <kernel/time/hrtimer.hpp>

namespace kernel::detail {

NextPeriod next_period(i64 expired, i64 now, i64 interval)
{
	const i64 resolution = static_cast<i64>(::kxx_hrtimer_resolution());

	if (interval < resolution)
		interval = resolution;
	const i64 next = saturating_add(expired, interval);
	if (next > now) [[likely]]
		return { next, 1 };
	const i64 periods = quotient(saturating_sub(now, expired), interval) + 1;
	return { saturating_add(expired, saturating_mul(periods, interval)),
		 static_cast<u64>(periods) };
}

} // namespace kernel::detail
