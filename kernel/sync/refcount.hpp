// SPDX-License-Identifier: GPL-2.0 OR MIT
//! A count of owners that saturates instead of overflowing.
//!
//! C: include/linux/refcount.h
#pragma once

#include <linux/refcount.hpp>

#include <kernel/base/annotations.hpp>
#include <kernel/base/types.hpp>

namespace kernel {

/// How many owners an object has. Never for counting anything else: that is an Atomic.
///
/// Arc and Ref do this already; use a Refcount itself only where an object is found without
/// owning it, as in a table: inc_not_zero(). What would overflow, underflow or rise from zero
/// makes the kernel warn, and the count stays saturated: the object leaks and is never freed too
/// early. All operations are const: any number of tasks may use one at once.
///
/// Context: any.
///
/// Example:
///     Refcount owners; // one
///     owners.inc();
///     test.expect(!owners.dec_and_test());
///     test.expect(owners.dec_and_test());
///     test.expect(!owners.inc_not_zero());
class Refcount {
public:
	/// One owner, or so many.
	explicit constexpr Refcount(int owners = 1) : raw_{ .refs = { .counter = owners } } {}
	Refcount(const Refcount &) = delete;
	Refcount &operator=(const Refcount &) = delete;

	/// How many owners there were a moment ago; for messages and tests.
	unsigned read() const __atomic { return ::refcount_read(&raw_); }
	/// For an object that nobody else can see yet, or any more.
	void set(int owners) __atomic { ::refcount_set(&raw_, owners); }

	/// One owner more; the caller is one. Orders nothing.
	[[gnu::always_inline]] void inc() const __atomic { ::refcount_inc(&raw_); }
	/// `more` owners more; the caller is one. Orders nothing.
	[[gnu::always_inline]] void add(int more) const __atomic { ::refcount_add(more, &raw_); }
	/// One owner more, unless there is none any more. For an object found in a table that does
	/// not own it. Orders as a control dependency.
	[[nodiscard, gnu::always_inline]] bool inc_not_zero() const __atomic
	{
		return ::refcount_inc_not_zero(&raw_);
	}

	/// One owner less; true for the last one, which now destroys. What the others did before
	/// comes before what the last one does.
	[[nodiscard, gnu::always_inline]] bool dec_and_test() const __atomic
	{
		return ::refcount_dec_and_test(&raw_);
	}
	/// `fewer` owners less, see dec_and_test().
	[[nodiscard, gnu::always_inline]] bool sub_and_test(int fewer) const __atomic
	{
		return ::refcount_sub_and_test(fewer, &raw_);
	}
	/// One owner less, and certainly not the last: reaching zero warns.
	[[gnu::always_inline]] void dec() const __atomic { ::refcount_dec(&raw_); }
	/// From one owner to none; false, and nothing done, when there are more.
	[[nodiscard]] bool dec_if_one() const __atomic { return ::refcount_dec_if_one(&raw_); }
	/// One owner less, unless it is the last; then false, and nothing done.
	[[nodiscard]] bool dec_not_one() const __atomic { return ::refcount_dec_not_one(&raw_); }

	/// What C code counts with.
	::refcount_t *as_raw() const __lifetimebound { return &raw_; }

private:
	mutable ::refcount_t raw_;
};

} // namespace kernel
