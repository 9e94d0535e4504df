// SPDX-License-Identifier: GPL-2.0
//! A QEMU virtual machine that runs one job and then ends.
#pragma once

#include "vm/initramfs.hpp"
#include "vm/splats.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace kxx::vm {

/// One module's place in the guest's memory.
struct ModulePlace {
	std::uint64_t address = 0, size = 0;
	std::map<std::string, std::uint64_t> sections{};
};

/// The receivers of events while the machine runs.
class Listener {
public:
	virtual ~Listener() = default;

	enum class Phase { Boot, Run };
	enum class Kind { Ordinary, Splat };
	/// A line of the kernel log.
	virtual void kernel_line(std::string_view line, Phase phase, Kind kind) = 0;
	/// A line that a script printed.
	virtual void output_line(std::string_view line) = 0;
	/// A module under test was loaded.
	virtual void loaded(const std::string &, const ModulePlace &) {}
};

/// The result of a run.
struct Outcome {
	/// The guest finished and reported it; otherwise it crashed, hung or was cut off.
	bool finished = false;
	bool timed_out = false;
	int signal = 0;	      ///< that ended the run from outside: SIGINT, SIGTERM, ...; 0: none
	bool resumed = false; ///< from a snapshot: it did not boot
	/// Status of the script, shell, or first failed step. Valid when finished.
	int status = 0;
	int script_status = 0;	   ///< that of the script or shell alone
	std::string failed_step{}; ///< "insmod hello", "rmmod hello"
	std::vector<std::string> faults{};	///< why the guest's reports cannot be trusted
	std::vector<std::string> refusals{};	///< log lines about refused requests of a module
	std::vector<Splat> boot_splats{};
	std::vector<Splat> splats{};
	std::vector<std::string> leaks{};	///< kmemleak's lines, annotated
	unsigned long taint_added = 0;
	std::vector<std::string> log{};		///< the kernel log from `ready` on
	std::vector<std::string> output{};	///< the output of scripts
	std::vector<std::string> boot_log{};
	std::map<std::string, ModulePlace> places{};
	double boot_seconds = 0, total_seconds = 0; ///< wall clock: to `ready`, to the end

	bool clean() const
	{
		return finished && status == 0 && faults.empty() && refusals.empty() && splats.empty() &&
		       leaks.empty() && !taint_bug();
	}
	bool taint_bug() const { return !describe_taint(taint_added).empty(); }
};

/// Boots or resumes a machine, runs the job, and ends the machine. Throws Failure if the
/// environment lacks something. Ctrl-C and similar signals end the machine and set Outcome::signal.
Outcome run_machine(const Job &job, Listener &listener);

/// Selects the lines of /sys/kernel/debug/kmemleak that are our leaks: memory allocated by a
/// process that started after the boot, or with one of our modules on the stack. Bare addresses
/// inside an unloaded module get names.
std::vector<std::string> filter_leaks(const std::vector<std::string> &lines,
				      const std::map<std::string, ModulePlace> &places,
				      unsigned long first_pid);

/// The arguments for QEMU, without the file descriptors.
std::vector<std::string> qemu_arguments(const Job &job);

} // namespace kxx::vm
