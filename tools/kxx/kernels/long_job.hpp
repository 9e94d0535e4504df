// SPDX-License-Identifier: GPL-2.0
//! Runs a child process that takes minutes: its output goes to a file, and a progress line to the
//! user.
#pragma once

#include "common/process.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace kxx::kernels {

/// Runs a long command. On a terminal, the progress is one line that changes; elsewhere it is an
/// occasional line. Ctrl-C also ends the child.
class LongJob {
public:
	LongJob(std::vector<std::string> argv, RunOptions options, std::filesystem::path log, std::string title);

	/// Runs the job to its end and returns its exit status.
	int wait();
	/// The lines of the log that report errors.
	std::string error_lines() const;

private:
	std::vector<std::string> argv_;
	RunOptions options_;
	std::filesystem::path log_;
	std::string title_;
};

/// The lines of a build's output that report errors, or its last lines if there are none.
std::string pick_error_lines(const std::string &output);

} // namespace kxx::kernels
