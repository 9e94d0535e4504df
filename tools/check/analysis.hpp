// SPDX-License-Identifier: GPL-2.0
//! What every analysis implements. An analysis serves one rule or several.
#pragma once

#include <vector>

#include "finding.hpp"

namespace clang {
class DiagnosticsEngine;
} // namespace clang

namespace kxx::check {

class Unit;

/// A warning of clang itself in a file of the module.
struct ClangWarning {
	/// The name of the group without -W, such as "thread-safety-analysis".
	std::string group;
	Place place;
	std::string message;
	std::vector<Step> notes;
};

/// Looks at the files of one module, one after the other, and then at the module as a whole.
///
/// An analysis keeps what it must know about the whole module as plain data: the syntax tree of a file is gone when the
/// next file is read.
class Analysis {
public:
	virtual ~Analysis() = default;

	/// Arguments that clang needs so that the analysis can work, such as "-Wthread-safety".
	virtual std::vector<std::string> clang_arguments() const { return {}; }
	/// Looks at a file that compiled without errors.
	virtual void check_file(Unit &unit) = 0;
	/// Turns a warning of clang into a finding of one of its rules. Returns whether the warning was its own.
	virtual bool take_warning(const ClangWarning &, std::vector<Finding> &) { return false; }
	/// Reports what only the whole module shows.
	virtual void check_module(std::vector<Finding> &) {}
};

} // namespace kxx::check
