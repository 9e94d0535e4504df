// SPDX-License-Identifier: GPL-2.0
//! The tests that a run of `kxx test` selects, and the kernels on which they run.
#pragma once

#include "test/find_tests.hpp"
#include "test/session_options.hpp"

#include <string>
#include <vector>

namespace kxx::test {

/// The tests that the options select. Throws Failure if there are none.
Tests select_tests(const SessionOptions &options);

/// The kernels on which something is to run, in the order in which they are named.
std::vector<std::string> kernels_of(const Tests &tests, const SessionOptions &options);

/// One line per test and kernel.
std::vector<std::string> list_tests(const Tests &tests, const SessionOptions &options);

/// Whether a scenario is to run on one of the session's kernels.
bool runs_on(const Scenario &scenario, const std::string &kernel);

} // namespace kxx::test
