// SPDX-License-Identifier: GPL-2.0
//! A run of `kxx test`: builds what was found, boots machines with it, and collects the results.
#pragma once

#include "test/find_tests.hpp"
#include "test/results.hpp"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace kxx::test {

/// The time limit of one machine, in seconds.
constexpr unsigned usual_timeout = 600;

struct SessionOptions {
	std::vector<std::filesystem::path> paths{};
	/// The kernels; if empty, debug for suites, and for a scenario those that it names.
	std::vector<std::string> kernels{};
	unsigned jobs = 1;
	/// Names to run, with `*` and `?`; if empty, all.
	std::vector<std::string> filters{};
	unsigned repeat = 1;
	bool walk = false;
	unsigned stress = 0; ///< rounds
	bool cases = false;
	bool verbose = false;
	bool no_build = false;
	bool warnings_fail = false;
	/// The directory for the trees that are built, and logs.
	std::filesystem::path output{};
	std::map<std::string, std::string> variables{};
	/// More arguments for `kxx run`.
	std::vector<std::string> machine_arguments{};
};

/// The tests that the options select. Throws Failure if there are none.
Tests select_tests(const SessionOptions &options);

/// The kernels on which something is to run, in the order in which they are named.
std::vector<std::string> kernels_of(const Tests &tests, const SessionOptions &options);

/// One line per test and kernel.
std::vector<std::string> list_tests(const Tests &tests, const SessionOptions &options);

/// Runs them, printing the results as they come, and returns these. The kernels must be there. Throws Interrupted.
std::vector<KernelResult> run_session(const Tests &tests, const SessionOptions &options);

} // namespace kxx::test
