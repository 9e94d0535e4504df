// SPDX-License-Identifier: GPL-2.0
//! Handles signals that end a program: ends the child that it waits for, and cleans up half-done
//! work.
#pragma once

namespace kxx {

/// Thrown out of run() after SIGINT, SIGTERM or SIGHUP, when the child and its children have ended.
/// It does not derive from std::exception: only main() catches it, with die_of().
struct Interrupted {
	int signal;
};

/// Ends this program as the signal would have ended it.
[[noreturn]] void die_of(const Interrupted &interrupted);

/// Turns the signals that end a program into Interrupted while a child runs, so that the remains of
/// a half-done step are removed on the way out.
class Interruptible {
public:
	Interruptible();
	~Interruptible();
	Interruptible(const Interruptible &) = delete;
	Interruptible &operator=(const Interruptible &) = delete;

	/// A descriptor to poll() for input: readable after a signal.
	int descriptor() const;
	/// Throws Interrupted if a signal came.
	void check() const;
	/// Ends `child` and everything that it started, and throws Interrupted.
	[[noreturn]] void end(int child) const;
};

} // namespace kxx
