// SPDX-License-Identifier: GPL-2.0
//! The link of one module: LTO objects in, one native relocatable object out.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace kxx::link {

/// What the build knows about one module. Paths are relative to the caller's directory.
struct Job {
	std::filesystem::path output;
	/// What kxx-bindgen printed for this kernel.
	std::filesystem::path bindings;
	/// The module's C++ objects, GCC LTO bytecode.
	std::vector<std::filesystem::path> objects;
	/// The module's C objects, native; what they refer to stays visible.
	std::vector<std::filesystem::path> c_objects;
	/// The kernel's C compiler with the flags that it gives a C file of a module.
	std::vector<std::string> cc;
	/// The C++ compiler with the flags of a C++ file of a module.
	std::vector<std::string> cxx;
	/// Where the C file with the module's exports goes; empty when there are none.
	std::filesystem::path exports;
	/// Says on standard error what is done.
	bool verbose = false;
};

/// Links the module. Throws cli::Failure with the compiler's own messages on an error.
void link_module(const Job &job);

/// Of a compile command, the words that decide about code and its warnings: no paths, no macros.
std::vector<std::string> code_generation_flags(const std::vector<std::string> &command);

} // namespace kxx::link
