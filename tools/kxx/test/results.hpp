// SPDX-License-Identifier: GPL-2.0
//! Test results as people and other programs read them: lines, KTAP, JUnit.
#pragma once

#include "vm/ktap.hpp"

#include <string>
#include <vector>

namespace kxx::test {

/// What ran on one kernel: a suite, a scenario, or a step that failed on the way.
struct KernelResult {
	std::string kernel{};
	vm::TestResult test{};
	double seconds = 0;
};

/// "3 passed, 0 failed", and the skipped ones if there are any.
std::string describe(const vm::TestCounts &counts);

/// A line per suite, and below it what failed; or with `cases` a line per case: PASS, SKIP or FAIL, the kernel, the name.
std::string as_lines(const KernelResult &result, bool cases);

/// KTAP, version 1: a group per kernel.
std::string as_ktap(const std::vector<KernelResult> &results);

/// JUnit's XML: a `testsuite` per kernel and suite.
std::string as_junit(const std::vector<KernelResult> &results);

} // namespace kxx::test
