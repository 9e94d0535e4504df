// SPDX-License-Identifier: GPL-2.0
//! Signals that end a run from outside.
#pragma once

#include <array>
#include <csignal>

namespace kxx::vm {

/// Only notes Ctrl-C and similar signals while a machine runs, which then ends the machine. An ignored signal stays
/// ignored (nohup).
class CaughtSignals {
public:
	CaughtSignals();
	~CaughtSignals();
	CaughtSignals(const CaughtSignals &) = delete;
	CaughtSignals &operator=(const CaughtSignals &) = delete;

private:
	/// SIGPIPE means that the reader of our output is gone.
	static constexpr std::array signals{ SIGINT, SIGTERM, SIGHUP, SIGPIPE };
	std::array<struct sigaction, signals.size()> before_{};
};

/// The signal that is to end the run, or 0. The next CaughtSignals forgets it.
int caught_signal();

/// Ends the run as if the signal had come.
void catch_signal(int signal);

} // namespace kxx::vm
