// SPDX-License-Identifier: GPL-2.0
//! What a run in a virtual machine found.
#pragma once

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

/// The result of a run.
struct Outcome {
	/// The guest finished and reported it; otherwise it crashed, hung or was cut off.
	bool finished = false;
	bool timed_out = false;
	int signal = 0;	      ///< that ended the run from outside: SIGINT, SIGTERM, ...; 0: none
	bool resumed = false; ///< from a snapshot: it did not boot
	/// Status of the script, shell, or first failed step. Valid when finished.
	int status = 0;
	int script_status = 0;		     ///< that of the script or shell alone
	std::string failed_step{};	     ///< "insmod hello", "rmmod hello"
	std::vector<std::string> faults{};   ///< why the guest's reports cannot be trusted
	std::vector<std::string> refusals{}; ///< log lines about refused requests of a module
	std::vector<Splat> boot_splats{};
	std::vector<Splat> splats{};
	std::vector<std::string> leaks{}; ///< kmemleak's lines, annotated
	unsigned long taint_added = 0;
	std::vector<std::string> log{};	   ///< the kernel log from `ready` on
	std::vector<std::string> output{}; ///< the output of scripts
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

} // namespace kxx::vm
