// SPDX-License-Identifier: GPL-2.0
//! Command-line options that `kxx run` and `kxx test` share.
#pragma once

#include "vm/initramfs.hpp"

#include <string>
#include <vector>

#include <CLI/CLI.hpp>

namespace kxx::cli {

struct MachineOptions {
	std::vector<std::string> modules{};
	std::string kernel = "6.12";
	std::string script{};
	std::vector<std::string> parameters{};
	std::vector<std::string> firmware{};
	std::vector<std::string> files{};
	std::vector<std::string> extra_modules{};
	std::vector<std::string> devices{};
	std::vector<std::string> allowed{};
	std::string leaks = "check";
	unsigned timeout = 120;
	unsigned memory = vm::Job::usual_memory_megabytes;
	bool icount = false;
	bool boot = false;
	bool no_build = false;
	bool verbose = false;
};

/// The options of `kxx run`.
void add_options(CLI::App &command, MachineOptions &options);
/// Those that both have.
void add_machine_options(CLI::App &command, MachineOptions &options);
/// The arguments of `kxx run` for those of these options that are not as in `usual`, but for --no-build and --verbose.
std::vector<std::string> to_arguments(const MachineOptions &options, const MachineOptions &usual);

/// Gets the kernel, builds the modules if there is something to build, and fills in a job.
vm::Job prepare_job(const MachineOptions &options);

} // namespace kxx::cli
