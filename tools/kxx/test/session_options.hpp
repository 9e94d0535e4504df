// SPDX-License-Identifier: GPL-2.0
//! What a run of `kxx test` was asked for.
#pragma once

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

} // namespace kxx::test
