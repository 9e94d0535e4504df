// SPDX-License-Identifier: GPL-2.0
//! A child process that takes minutes: its output goes to a file, a line of progress to the user.
#pragma once

#include "common/process.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace kxx::kernels {

/// Runs a command for long. On a terminal the progress is one line that changes; elsewhere a
/// line now and then. Ctrl-C ends the child too.
class LongJob {
public:
	LongJob(std::vector<std::string> argv, RunOptions options, std::filesystem::path log,
		std::string title);

	/// Runs the job to its end and returns its exit status.
	int wait();
	/// The lines of the log that say what went wrong.
	std::string error_lines() const;

private:
	std::vector<std::string> argv_;
	RunOptions options_;
	std::filesystem::path log_;
	std::string title_;
};

/// The lines of a build's output that name errors; its last lines when none does.
std::string pick_error_lines(const std::string &output);

} // namespace kxx::kernels
