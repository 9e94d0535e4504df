// SPDX-License-Identifier: GPL-2.0
//! A program that a child executes.
#pragma once

#include "common/process.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace kxx {

/// Arguments and environment, complete before the child is forked: other threads of the parent may hold the allocator's
/// locks then, and nobody releases them in the child.
class Program {
public:
	/// Refers to the strings of `argv`.
	Program(const std::vector<std::string> &argv, const RunOptions &options);
	Program(const Program &) = delete;
	Program &operator=(const Program &) = delete;

	/// Becomes the program, in the child. It keeps the child's input and outputs.
	[[noreturn]] void execute() const;

private:
	std::vector<char *> args_;
	std::vector<std::string> variables_;
	std::vector<char *> environment_;
	std::optional<std::filesystem::path> directory_;
};

} // namespace kxx
