// SPDX-License-Identifier: GPL-2.0
//! Runs other programs, with arguments as a list, never through a shell.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace kxx {

/// The options for one child process.
struct RunOptions {
	/// Working directory; the caller's when unset.
	std::optional<std::filesystem::path> directory = std::nullopt;
	/// Added to (or replacing part of) the environment.
	std::map<std::string, std::string> environment = {};
	/// Names removed from the environment (MAKEFLAGS and friends in a nested make).
	std::vector<std::string> unset = {};
	/// Fed to standard input; empty means /dev/null.
	std::string input = {};
	/// Passes our own standard output and error to the child instead of collecting them.
	enum class Output { Collect, Inherit } output = Output::Collect;
	/// Both outputs go to this file instead, as they come.
	std::optional<std::filesystem::path> log = std::nullopt;
};

/// The result of a finished child.
struct RunResult {
	/// Exit status; 128 + signal number when a signal ended it, 127 when it could not start.
	int status = 0;
	std::string out;
	std::string err;

	bool ok() const { return status == 0; }
};

/// Runs `argv` to its end. `argv[0]` is looked up in PATH.
RunResult run(const std::vector<std::string> &argv, const RunOptions &options = {});

/// The full path of a program in PATH, or nothing.
std::optional<std::filesystem::path> find_program(const std::string &name);

} // namespace kxx
