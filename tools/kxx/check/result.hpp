// SPDX-License-Identifier: GPL-2.0
//! What `kxx check` found, for the writers of text, JSON and SARIF.
#pragma once

#include "check/machine_code.hpp"
#include "common/failure.hpp"
#include "common/finding.hpp"

#include <string>
#include <vector>

namespace kxx::check {

/// The number of times that a file names `unsafe`.
struct Census {
	std::string file;
	unsigned unsafe = 0;
};

/// A finding, and whether somebody has accepted it.
struct Judged {
	enum class State {
		Open,
		Silenced,   ///< by a comment in the source
		InBaseline, ///< by a line of a baseline file
	};

	Finding finding;
	State state = State::Open;
	/// The comment's words.
	std::string reason{};
};

/// A line of a baseline file that no finding matches any more.
struct Stale {
	std::string baseline;
	std::string rule;
	std::string file;
	std::string function;
	std::string message;
	/// By how many its count is too high.
	unsigned count = 0;
};

/// The deepest path of calls through one module.
struct ModuleStack {
	std::string module;
	StackUse use;
};

/// The result of one run.
struct Result {
	/// In the order of files and lines.
	std::vector<Judged> findings;
	/// Errors of the compiler. A file that does not compile was not checked.
	std::vector<Finding> compile_errors;
	std::vector<Census> census;
	/// Of each module, if its stack was asked for.
	std::vector<ModuleStack> stacks;
	std::vector<Stale> stale;
	/// What could not be checked, besides the files with errors of the compiler.
	std::vector<Failure> failures;
	/// What was passed over; messages for people.
	std::vector<std::string> warnings;
	unsigned modules = 0;
	unsigned files = 0;
	unsigned functions = 0;

	unsigned count(Judged::State state) const;
	/// Open findings of one level.
	unsigned count(Level level) const;
	/// Whether every file was checked.
	bool complete() const { return failures.empty() && compile_errors.empty(); }
};

} // namespace kxx::check
