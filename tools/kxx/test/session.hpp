// SPDX-License-Identifier: GPL-2.0
//! A run of `kxx test`: builds what was found, boots machines with it, and collects the results.
#pragma once

#include "test/find_tests.hpp"
#include "test/results.hpp"
#include "test/session_options.hpp"

#include <vector>

namespace kxx::test {

/// Runs them, printing the results as they come, and returns these. The kernels must be there. Throws Interrupted.
std::vector<KernelResult> run_session(const Tests &tests, const SessionOptions &options);

} // namespace kxx::test
