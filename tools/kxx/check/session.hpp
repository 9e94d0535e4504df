// SPDX-License-Identifier: GPL-2.0
//! A run of `kxx check`: looks at modules side by side, and judges what is found.
#pragma once

#include "check/analyzer.hpp"
#include "check/result.hpp"

#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace kxx::check {

/// What a run looks at.
enum class Subject {
	Sources,
	/// Traps in the machine code.
	Traps,
	/// The stack that the machine code needs.
	Stack,
};

struct SessionOptions {
	/// Files of modules, directories of modules, and directories above them.
	std::vector<std::filesystem::path> paths{};
	/// If not empty, only the module of this name.
	std::string module{};
	/// If not empty, only these rules.
	std::set<std::string> rules{};
	std::set<std::string> excluded_rules{};
	/// Instead of the usual one beside each Kbuild file.
	std::optional<std::filesystem::path> baseline{};
	/// Take no baseline, not even the usual one.
	bool no_baseline = false;
	Library library = Library::Trusted;
	Subject subject = Subject::Sources;
	std::filesystem::path analyzer;
	unsigned jobs = 1;

	bool wants(const std::string &rule) const
	{
		return (rules.empty() || rules.contains(rule)) && !excluded_rules.contains(rule);
	}
};

/// Throws Failure if a path leads to no module, and NoAnalyzer if the analyser cannot run. What goes wrong with one of
/// the modules is part of the result.
Result run_session(const SessionOptions &options);

} // namespace kxx::check
