// SPDX-License-Identifier: GPL-2.0 OR MIT
//! GFP flags, which say what an allocation may do.
//!
//! C: include/linux/gfp_types.h
#pragma once

#include <linux/gfp_types.hpp>

namespace kernel {

/// A set of GFP flags; every allocation takes one.
class Gfp {
public:
	/// Makes a set from C's bits.
	explicit constexpr Gfp(::gfp_t bits) : bits_(bits) {}

	constexpr ::gfp_t bits() const { return bits_; }
	constexpr bool contains(Gfp flags) const { return (bits_ & flags.bits_) == flags.bits_; }

	friend constexpr Gfp operator|(Gfp a, Gfp b) { return Gfp(a.bits_ | b.bits_); }
	friend constexpr Gfp operator&(Gfp a, Gfp b) { return Gfp(a.bits_ & b.bits_); }
	friend constexpr Gfp operator~(Gfp a) { return Gfp(~a.bits_); }
	friend constexpr bool operator==(Gfp, Gfp) = default;

private:
	::gfp_t bits_;
};

namespace detail {

// Called only at compile time; the name is the message that the compiler shows.
void error_these_flags_may_sleep();

} // namespace detail

/// A set of GFP flags with which an allocation never sleeps.
///
/// A function that is called in atomic context takes one instead of a Gfp, so that nobody passes
/// GFP_KERNEL.
///
/// Example:
///     auto note = [](Vec<u32> &events, u32 event, AtomicGfp flags) { return events.push(event, flags); };
///     Vec<u32> events;
///     TRY(note(events, 1, GFP_ATOMIC));
///     TRY(note(events, 2, GFP_NOWAIT | __GFP_NOWARN)); // looked at while compiling
class AtomicGfp : public Gfp {
public:
	/// Makes a set from constant flags, which must not let the allocation sleep.
	consteval AtomicGfp(Gfp flags) : Gfp(flags)
	{
		if (flags.contains(Gfp(::macro::__GFP_DIRECT_RECLAIM)))
			detail::error_these_flags_may_sleep();
	}
};

/// May sleep and do I/O: the usual choice in process context.
inline constexpr Gfp GFP_KERNEL{ ::macro::GFP_KERNEL };
/// GFP_KERNEL, charged to the memory cgroup of the caller.
inline constexpr Gfp GFP_KERNEL_ACCOUNT{ ::macro::GFP_KERNEL_ACCOUNT };
/// Never sleeps and may use reserves, for interrupt handlers and code under a spinlock.
inline constexpr AtomicGfp GFP_ATOMIC{ Gfp(::macro::GFP_ATOMIC) };
/// Never sleeps and uses no reserves; expect failure.
inline constexpr AtomicGfp GFP_NOWAIT{ Gfp(::macro::GFP_NOWAIT) };
/// May sleep, but starts no I/O.
inline constexpr Gfp GFP_NOIO{ ::macro::GFP_NOIO };
/// May sleep, but does not call into file systems.
inline constexpr Gfp GFP_NOFS{ ::macro::GFP_NOFS };
/// Memory for user space.
inline constexpr Gfp GFP_USER{ ::macro::GFP_USER };
/// Zeroed memory.
inline constexpr Gfp __GFP_ZERO{ ::macro::__GFP_ZERO };
/// No warning in the log on failure.
inline constexpr Gfp __GFP_NOWARN{ ::macro::__GFP_NOWARN };
/// Gives up rather than trying hard.
inline constexpr Gfp __GFP_NORETRY{ ::macro::__GFP_NORETRY };
/// Tries harder, but may still fail.
inline constexpr Gfp __GFP_RETRY_MAYFAIL{ ::macro::__GFP_RETRY_MAYFAIL };

} // namespace kernel
