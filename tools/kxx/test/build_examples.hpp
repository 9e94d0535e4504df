// SPDX-License-Identifier: GPL-2.0
//! Builds a module of the examples in headers. Examples that do not compile are left out, so that the others run.
#pragma once

#include "test/broken_examples.hpp"
#include "test/build_tests.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace kxx::test {

struct ExampleBuild {
	Build build{};
	std::vector<BrokenExample> broken{};
};

/// Builds the examples of `headers`, which lie below `top`, in `directory`. If the build fails and no example is to
/// blame, `build.good` is false.
ExampleBuild build_examples(const std::vector<std::filesystem::path> &headers, const std::filesystem::path &top,
			    const std::string &kernel, const std::filesystem::path &directory,
			    const std::filesystem::path &log);

} // namespace kxx::test
