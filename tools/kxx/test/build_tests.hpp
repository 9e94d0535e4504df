// SPDX-License-Identifier: GPL-2.0
//! Builds what tests need: modules, in mirrors of their trees, and programs for the guest.
#pragma once

#include "test/scenario.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace kxx::test {

/// The result of building a directory of modules.
struct Build {
	bool good = false;
	bool has_warnings = false;
	std::vector<std::filesystem::path> modules{};
	std::filesystem::path log{};
};

/// What the log of a build holds: errors and warnings, or everything.
enum class Messages { Faults, All };

/// Builds the modules of a directory for a kernel, by `kxx build`. Messages name sources rather than their links below
/// `mirror`.
Build build_directory(const std::filesystem::path &directory, const std::string &kernel,
		      const std::filesystem::path &mirror, const std::filesystem::path &log,
		      Messages messages = Messages::Faults);

/// Compiles a static program for the guest; returns the compiler's messages, none if all is well. `top` is searched for
/// headers, `sources` are relative to `directory`.
std::string build_program(const Program &program, const std::filesystem::path &directory,
			  const std::filesystem::path &top, const std::filesystem::path &to, bool warnings_fail);

} // namespace kxx::test
