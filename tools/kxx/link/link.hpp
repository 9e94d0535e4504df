// SPDX-License-Identifier: GPL-2.0
//! Links one module: takes LTO objects, and makes one native relocatable object.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace kxx::link {

/// The build's information about one module. Paths are relative to the caller's directory.
struct Job {
	std::filesystem::path output;
	/// The directory that kxx-bindgen printed for this kernel.
	std::filesystem::path bindings;
	/// The module's C++ objects, GCC LTO bytecode.
	std::vector<std::filesystem::path> objects;
	/// The module's native C objects; symbols that they refer to stay visible.
	std::vector<std::filesystem::path> c_objects;
	/// The kernel's C compiler with the flags that it gives a C file of a module.
	std::vector<std::string> cc;
	/// The C++ compiler with the flags of a C++ file of a module.
	std::vector<std::string> cxx;
	/// The path of the C file with the module's exports; empty if there are none.
	std::filesystem::path exports;
	/// Whether to print the steps on standard error.
	bool verbose = false;
};

/// Links the module. Throws Failure with the compiler's own messages on an error.
void link_module(const Job &job);

/// The words of a compile command that affect code and its warnings, without paths and macros.
std::vector<std::string> code_generation_flags(const std::vector<std::string> &command);

} // namespace kxx::link
