// SPDX-License-Identifier: GPL-2.0
//! The job of a virtual machine, and the file system that makes the machine run it.
#pragma once

#include "kernels/store.hpp"
#include "vm/modules.hpp"

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace kxx::vm {

/// One run of a virtual machine.
struct Job {
	kernels::Kernel kernel{};
	/// The modules under test; in the guest they are /modules/NAME.ko.
	std::vector<std::filesystem::path> modules{};
	/// "name=value" for every module that has the parameter, "module.name=value" for one.
	std::vector<std::string> parameters{};
	/// Modules of the kernel to load first: "name", or "name parameter=value ...".
	std::vector<std::string> extra_modules{};
	std::vector<std::filesystem::path> firmware{}; ///< to /lib/firmware
	std::vector<std::filesystem::path> files{};    ///< to /files, which is in PATH
	std::vector<std::string> devices{};	       ///< QEMU's -device
	/// A failed probe or request is expected if its line contains one of these texts.
	std::vector<std::string> allowed{};

	/// Load and unload; run a script (which loads what it wants); load, then a shell.
	enum class Action { Load, Script, Shell } action = Action::Load;
	std::filesystem::path script{};

	enum class Leaks { Check, Ignore } leaks = Leaks::Check;
	enum class Debugger { No, Wait } debugger = Debugger::No;
	/// The unit of the guest's clocks: real time; or instructions, each of which counts as a
	/// nanosecond, on a machine with one CPU.
	enum class Clock { Real, Instructions } clock = Clock::Real;
	std::optional<std::chrono::seconds> timeout = std::chrono::seconds(120);
	static constexpr unsigned usual_memory_megabytes = 512;
	unsigned memory_megabytes = usual_memory_megabytes;
	/// How the machine starts: from a snapshot if possible (see snapshot.hpp), or by booting.
	enum class Start { Resume, Boot } start = Start::Resume;
};

/// The archive of the files that every guest has. Throws Failure if something is missing.
std::string build_guest_archive();
/// The dependencies and order of a job's modules. Throws Failure.
LoadOrder resolve_modules(const Job &job);

/// The archive of the files of `job`. A machine that boots with both archives, one after the other,
/// runs the job. Throws Failure if something is missing.
std::string build_job_archive(const Job &job, const LoadOrder &order);

/// The parameters of `job` that are meant for `module`, quoted for the guest's shell. Throws
/// Failure for one that no module takes (checked by resolve_modules()).
std::string parameters_for(const Job &job, const ModuleInfo &module);

/// Removes an applet from a busybox: its shell prefers applets to programs in PATH, and its insmod
/// calls the init function a second time if a module refuses to load.
void hide_applet(std::string &busybox, std::string_view name);

/// `text` as one word of a shell script.
std::string shell_quote(std::string_view text);

} // namespace kxx::vm
