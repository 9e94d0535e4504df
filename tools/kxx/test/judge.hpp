// SPDX-License-Identifier: GPL-2.0
//! Judges the tests of a run by its log, which is the output of `kxx run -v`.
#pragma once

#include "test/scenario.hpp"
#include "vm/ktap.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace kxx::test {

/// A module that was loaded for its suites.
struct JudgedModule {
	std::string name{};
	bool has_suites = false;
};

/// The suites of a run of load_script(), and what else was wrong: modules that do not load or unload, reports of the
/// kernel, leaks. A module without suites is one test, `MODULE.loads`.
std::vector<vm::TestResult> judge_load(std::string_view log, int status, const std::vector<JudgedModule> &modules);

/// One suite per module, with the case `walk`.
std::vector<vm::TestResult> judge_walk(std::string_view log, int status, const std::vector<JudgedModule> &modules);

/// One suite per module, with the case `stress`.
std::vector<vm::TestResult> judge_stress(std::string_view log, int status, const std::vector<JudgedModule> &modules,
					 unsigned rounds);

/// The one result of a scenario; its cases are those of the KTAP that it prints.
vm::TestResult judge_scenario(std::string_view log, int status, const Scenario &scenario);

/// The lines of a failed build that say why.
std::vector<std::string> judge_build(std::string_view log);

} // namespace kxx::test
