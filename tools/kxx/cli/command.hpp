// SPDX-License-Identifier: GPL-2.0
//! The pattern every subcommand follows: cli/<command>.cpp defines setup_<command>().
#pragma once

#include <CLI/CLI.hpp>

namespace kxx::cli {

/// Exit codes of every program of the project.
enum ExitCode {
	exit_clean = 0,
	exit_findings = 1, ///< the work found a fault: a build, a test, a refusal
	exit_usage = 2,	   ///< wrong usage, or the environment lacks something
};

/// Thrown out of a command's callback: main() prints `what` as an error, `note` below it,
/// and exits with `code`. An empty `what` exits silently (the command has already printed
/// everything).
struct Failure {
	int code = exit_findings;
	std::string what = {};
	std::string note = {};
};

// One line per subcommand, in the order of `kxx --help`.
void setup_version(CLI::App &app);
void setup_kernel(CLI::App &app);
void setup_run(CLI::App &app);
void setup_test(CLI::App &app);
void setup_new(CLI::App &app);
void setup_build(CLI::App &app);
void setup_doctor(CLI::App &app);
void setup_size(CLI::App &app);
void setup_symbolize(CLI::App &app);
void setup_compile_commands(CLI::App &app);
void setup_bindgen(CLI::App &app);
void setup_gate(CLI::App &app);
void setup_source(CLI::App &app);
void setup_link(CLI::App &app);

} // namespace kxx::cli
