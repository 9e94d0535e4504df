// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/time/time.hpp refuses.
#include <kernel/time/jiffies.hpp>
#include <kernel/time/time.hpp>

using namespace kernel;

// REFUSED time_delta_from_integer: could not convert|conversion from .int. to .*Delta|is private
// A bare number says nothing of its unit.
Delta span();
Delta span()
{
#ifdef FIXED
	return Delta::milliseconds(5);
#else
	return 5;
#endif
}

// REFUSED time_instants_added: no match for .operator\+
// Two points in time have no sum.
Instant<> sum(Instant<> a, Instant<> b);
Instant<> sum(Instant<> a, Instant<> b)
{
	(void)b;
#ifdef FIXED
	return a + 5_ms;
#else
	return a + b;
#endif
}

// REFUSED time_instants_of_two_clocks_compared: use of deleted function|no match for
// Points of different clocks have no order.
bool later(Instant<clock::Monotonic> a, Instant<clock::Boottime> b, Instant<clock::Monotonic> c);
bool later(Instant<clock::Monotonic> a, Instant<clock::Boottime> b, Instant<clock::Monotonic> c)
{
	(void)b;
	(void)c;
#ifdef FIXED
	return a > c;
#else
	return a > b;
#endif
}

// REFUSED time_instants_of_two_clocks_subtracted: use of deleted function
// Points of different clocks have no difference.
Delta between(Instant<clock::Realtime> a, Instant<clock::Tai> b, Instant<clock::Realtime> c);
Delta between(Instant<clock::Realtime> a, Instant<clock::Tai> b, Instant<clock::Realtime> c)
{
	(void)b;
	(void)c;
#ifdef FIXED
	return a - c;
#else
	return a - b;
#endif
}

// REFUSED time_jiffies_from_integer: could not convert|no matching function|conversion from|is private
// A bare number of ticks is not a timeout.
Jiffies timeout();
Jiffies timeout()
{
#ifdef FIXED
	return Jiffies::ticks(250);
#else
	return 250;
#endif
}

// REFUSED time_jiffies_instant_against_number: no match for .operator<
// A point in ticks compares with a point only, since numbers wrap.
bool past(JiffiesInstant deadline, usize now);
bool past(JiffiesInstant deadline, usize now)
{
#ifdef FIXED
	return deadline < JiffiesInstant::from_raw(now);
#else
	return deadline < now;
#endif
}

// REFUSED time_literal_out_of_range: error_this_span_is_longer_than_a_delta
// The literal is longer than 292 years.
#ifdef FIXED
constexpr Delta age = 9000000000_s;
#else
constexpr Delta age = 10000000000_s;
#endif
static_assert(age > 0_s);
