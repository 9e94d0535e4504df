// SPDX-License-Identifier: GPL-2.0
//! The examples that keep a module from being built.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "test/example_module.hpp"

namespace kxx::test {

struct BrokenExample {
	Example example;
	/// The compiler's message: up to five lines, without the quoted code.
	std::vector<std::string> message;
};

/// Finds the examples that errors in the build's log name, also if the error itself is in a header that the example
/// uses. Warnings do not break an example.
std::vector<BrokenExample> find_broken_examples(std::string_view log, const std::vector<Example> &examples);

} // namespace kxx::test
