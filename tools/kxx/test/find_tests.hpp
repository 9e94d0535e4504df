// SPDX-License-Identifier: GPL-2.0
//! Finds the tests that `kxx test` can run: scenarios, directories of modules with suites, headers with examples.
#pragma once

#include "test/scenario.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace kxx::test {

/// A directory whose modules hold suites, or a module that is built already.
struct SuiteSource {
	/// The name of the directory or module.
	std::string name{};
	std::filesystem::path path{};
	/// Its sources and headers.
	std::vector<std::filesystem::path> files{};
	/// The head of setup.sh, if there is one.
	Scenario setup{};
	/// The suites that they define, as far as they can be read, so that --filter finds them.
	std::vector<std::string> suites{};
};

struct Tests {
	std::vector<Scenario> scenarios{};
	std::vector<SuiteSource> suites{};
	/// Headers that have an `Example:` in a comment.
	std::vector<std::filesystem::path> headers{};
};

/// Searches `paths`: directories with everything below them (but hidden ones, `output`, and those of other tools'
/// output), scenarios, headers, modules. A directory of modules that is named itself counts even if no suite shows in its
/// sources. Throws Failure for a path that does not exist, or is none of these.
Tests find_tests(const std::vector<std::filesystem::path> &paths, const std::filesystem::path &output);

} // namespace kxx::test
