// SPDX-License-Identifier: GPL-2.0
//! A scenario: a script for a guest, with a head that says what the machine needs and how the run must end.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace kxx::test {

/// A program that is compiled for the guest.
struct Program {
	std::string name{};
	/// Its sources, relative to the scenario's directory; `*` stands for any part of a name.
	std::vector<std::string> sources{};
};

struct Scenario {
	/// DIRECTORY/STEM below the directory that was searched, or STEM alone if both are the same.
	std::string name{};
	std::filesystem::path file{};
	std::vector<std::string> kernels{};
	/// Whether it names none, and so runs on each that the command line names.
	bool any_kernel = false;
	/// Directories to build, or DIRECTORY/MODULE.ko for one of a directory's modules.
	std::vector<std::filesystem::path> modules{};
	std::vector<Program> programs{};
	/// Arguments of `kxx run`.
	std::vector<std::string> arguments{};
	/// Variables of the script.
	std::map<std::string, std::string> variables{};
	/// The status with which `kxx run` has to end.
	int status = 0;
	/// Extended regular expressions, each of which a line of the output has to match.
	std::vector<std::string> expectations{};
	bool on_host = false;
	/// False if the modules are only loaded and unloaded.
	bool has_script = false;
};

constexpr std::string_view scenario_suffix = ".scenario.sh";

/// The kernels of a scenario that names none.
const std::vector<std::string> &usual_kernels();

/// Reads a scenario's head, lines `#: KEY: VALUE`. Throws Failure for a fault in it, with the line. Paths in it are
/// relative to `directory`, the file's own.
Scenario parse_scenario(std::string_view text, const std::filesystem::path &file);

/// Reads the head of a setup.sh, which has only what its modules need of the machine. Throws Failure.
Scenario read_setup(const std::filesystem::path &file);

/// DIRECTORY/STEM of a scenario's file below `searched`; "echo/echo" is "echo".
std::string name_below(const std::filesystem::path &file, const std::filesystem::path &searched);

/// Reads a scenario, and names it as found below `searched`.
Scenario read_scenario(const std::filesystem::path &file, const std::filesystem::path &searched);

/// The script with values for its variables, in as many lines as before.
std::string with_variables(std::string_view script, const std::map<std::string, std::string> &variables);

/// True if a line matches each expression; otherwise `missing` is the first one that no line matches.
bool all_match(const std::vector<std::string> &expressions, std::string_view text, std::string &missing);

} // namespace kxx::test
