// SPDX-License-Identifier: GPL-2.0
//! Checks whether everything is installed that is needed to build and test a module.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace kxx::doctor {

/// The result of one check.
struct Check {
	enum class Verdict {
		Fine,
		Missing, ///< optional and absent
		Warning, ///< usable, but something will be surprising
		Wrong,	 ///< nothing works until it is mended
		Skipped, ///< cannot be answered before another one is mended
	};

	std::string name;
	Verdict verdict = Verdict::Fine;
	/// Lowercase, no period.
	std::string text;
	/// The command that fixes it; empty if nothing is wrong or no command can fix it.
	std::string remedy = {};
};

/// The things to examine. Programs are looked up in PATH.
struct Subject {
	/// The kernel build directory, or the reason why there is none and what to do about it.
	std::optional<std::filesystem::path> kernel_build;
	std::string no_kernel = {};
	std::string kernel_remedy = {};
	/// The directory of kxx-bindgen and kxx-check-analyze.
	std::filesystem::path programs;
	std::filesystem::path cache;
	/// Free bytes on the file system of a directory.
	std::function<std::uint64_t(const std::filesystem::path &)> free_space;
};

/// Runs every check, in the order in which results depend on each other.
std::vector<Check> examine(const Subject &subject);

/// Whether modules can be built.
bool usable(const std::vector<Check> &checks);

const char *verdict_name(Check::Verdict verdict);

} // namespace kxx::doctor
