// SPDX-License-Identifier: GPL-2.0 OR MIT
//! A count of owners that saturates instead of overflowing.
//!
//! C: include/linux/refcount.h
#pragma once

#include <linux/refcount.hpp>

#include <kernel/base/annotations.hpp>
#include <kernel/base/types.hpp>

namespace kernel {

/// The number of owners of an object. To count anything else, use an Atomic.
///
/// Arc and Ref already contain one; use a Refcount directly only if an object is found without
/// owning it, as in a table: inc_not_zero(). On an overflow, an underflow or an increment from
/// zero, the kernel warns, and the count stays saturated: the object leaks and is never freed too
/// early. All operations are const: any number of tasks may use one Refcount at once.
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
	/// Starts with one owner, or with `owners`.
	explicit constexpr Refcount(int owners = 1) : raw_{ .refs = { .counter = owners } } {}
	Refcount(const Refcount &) = delete;
	Refcount &operator=(const Refcount &) = delete;

	/// How many owners there were a moment ago; for messages and tests.
	unsigned read() const __atomic { return ::refcount_read(&raw_); }
	/// Sets the count of an object that nobody else can see yet, or any more.
	void set(int owners) __atomic { ::refcount_set(&raw_, owners); }

	/// Adds one owner; the caller must already be one. Orders nothing.
	[[gnu::always_inline]] void inc() const __atomic { ::refcount_inc(&raw_); }
	/// Adds `more` owners; the caller must already be one. Orders nothing.
	[[gnu::always_inline]] void add(int more) const __atomic { ::refcount_add(more, &raw_); }
	/// Adds one owner, unless there is none any more. Use it for an object found in a table
	/// that does not own it. Orders as a control dependency.
	[[nodiscard, gnu::always_inline]] bool inc_not_zero() const __atomic { return ::refcount_inc_not_zero(&raw_); }

	/// Drops one owner; returns true for the last one, which must now destroy the object.
	/// Everything that the other owners did before is ordered before what the last one does.
	[[nodiscard, gnu::always_inline]] bool dec_and_test() const __atomic { return ::refcount_dec_and_test(&raw_); }
	/// Drops `fewer` owners; see dec_and_test().
	[[nodiscard, gnu::always_inline]] bool sub_and_test(int fewer) const __atomic
	{
		return ::refcount_sub_and_test(fewer, &raw_);
	}
	/// Drops one owner, which must not be the last: the kernel warns when the count reaches
	/// zero.
	[[gnu::always_inline]] void dec() const __atomic { ::refcount_dec(&raw_); }
	/// Drops the only owner; if there are more, does nothing and returns false.
	[[nodiscard]] bool dec_if_one() const __atomic { return ::refcount_dec_if_one(&raw_); }
	/// Drops one owner, unless it is the last; then it does nothing and returns false.
	[[nodiscard]] bool dec_not_one() const __atomic { return ::refcount_dec_not_one(&raw_); }

	/// The counter for C code.
	::refcount_t *as_raw() const __lifetimebound { return &raw_; }

private:
	mutable ::refcount_t raw_;
};

} // namespace kernel
