// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Signals, by name.
//!
//! C: include/uapi/asm-generic/signal.h, include/linux/signal.h
#pragma once

#include <linux/signal.hpp>
#include <uapi/asm/signal.hpp>

#include <kernel/base/result.hpp>
#include <kernel/base/types.hpp>

namespace kernel {

/// A signal: one of the constants in namespace signal, or a number that from() has checked.
///
/// Example:
///     test.expect_eq(signal::kill.number(), 9);
///     test.expect(Signal::from(0).error() == EINVAL);
class Signal {
public:
	/// Checks a number.
	///
	/// Errors: EINVAL: the kernel has no such signal.
	static constexpr Result<Signal> from(i32 number)
	{
		if (number < 1 || number > last)
			return EINVAL;
		return Signal(number);
	}
	/// The number as in C, counted from one.
	constexpr i32 number() const { return number_; }
	friend constexpr bool operator==(Signal, Signal) = default;

	/// Makes a signal from a constant; a number out of range does not compile.
	explicit consteval Signal(unsigned long number) : number_(static_cast<i32>(number))
	{
		if (number < 1 || number > last)
			__builtin_unreachable(); // the kernel has no such signal
	}

private:
	explicit constexpr Signal(i32 number) : number_(number) {}
	static constexpr i32 last = 64; // _NSIG

	i32 number_;
};

namespace signal {
/// The signals that drivers send or check, named after their purpose.
inline constexpr Signal hangup{ 0ul + ::macro::SIGHUP };
inline constexpr Signal interrupt{ 0ul + ::macro::SIGINT };
inline constexpr Signal quit{ 0ul + ::macro::SIGQUIT };
inline constexpr Signal abort{ 0ul + ::macro::SIGABRT };
inline constexpr Signal bus{ 0ul + ::macro::SIGBUS };
inline constexpr Signal kill{ 0ul + ::macro::SIGKILL };
inline constexpr Signal user1{ 0ul + ::macro::SIGUSR1 };
inline constexpr Signal segv{ 0ul + ::macro::SIGSEGV };
inline constexpr Signal user2{ 0ul + ::macro::SIGUSR2 };
inline constexpr Signal pipe{ 0ul + ::macro::SIGPIPE };
inline constexpr Signal alarm{ 0ul + ::macro::SIGALRM };
inline constexpr Signal terminate{ 0ul + ::macro::SIGTERM };
inline constexpr Signal child{ 0ul + ::macro::SIGCHLD };
inline constexpr Signal proceed{ 0ul + ::macro::SIGCONT };
inline constexpr Signal stop{ 0ul + ::macro::SIGSTOP };
inline constexpr Signal io{ 0ul + ::macro::SIGIO };
} // namespace signal

} // namespace kernel
