// SPDX-License-Identifier: GPL-2.0
//! Exit codes, for the main() of each program.
#pragma once

#include "common/failure.hpp"

namespace kxx {

/// Exit codes of every program of the project.
enum ExitCode {
	exit_clean = 0,
	exit_findings = 1, ///< the work found a fault: a build, a test, a refusal
	exit_usage = 2,	   ///< wrong usage, or the environment lacks something
};

/// Prints a failure and its note, and returns the exit code that it means.
ExitCode report(const Failure &failure);

} // namespace kxx
