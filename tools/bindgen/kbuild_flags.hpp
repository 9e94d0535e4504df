// SPDX-License-Identifier: GPL-2.0
//! The compiler and the flags with which a kernel builds modules.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace kxx::bindgen {

struct Flags {
	/// The C compiler with its leading words ("ccache gcc-12").
	std::vector<std::string> compiler;
	/// As Kbuild passes them, without dependency files.
	std::vector<std::string> c_flags;
	/// Relative paths in the flags start here.
	std::filesystem::path directory;
	/// The C++ compiler of the same version.
	std::string cxx;
	/// The makefiles and configuration files that the flags come from.
	std::vector<std::string> makefiles;

	/// The command line `compiler flags... extra...`.
	std::vector<std::string> command(const std::vector<std::string> &extra) const;
	/// Flags that change code or layout, for g++.
	std::vector<std::string> cxx_flags() const;
};

/// Asks Kbuild of `build` for the flags of a module's object file.
Flags ask_kbuild(const std::filesystem::path &build);

/// Flags without a kernel, for plain headers.
Flags plain_flags(const std::string &compiler, const std::string &flags);

/// The C++ compiler that belongs to a C compiler: gcc-12 → g++-12.
std::string cxx_of(const std::string &compiler);

} // namespace kxx::bindgen
