// SPDX-License-Identifier: GPL-2.0
//! The pattern every subcommand follows: cli/<command>.cpp defines setup_<command>().
#pragma once

#include <CLI/CLI.hpp>

#include "common/exit_code.hpp"

namespace kxx::cli {

/// Thrown out of the callback of a command that has printed the faults that it found: main() only exits. A command with
/// an error to print throws a Failure.
struct FaultsPrinted {};

// One line per subcommand, in the order of `kxx --help`.
void setup_version(CLI::App &app);
void setup_kernel(CLI::App &app);
void setup_run(CLI::App &app);
void setup_test(CLI::App &app);
void setup_check(CLI::App &app);
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
