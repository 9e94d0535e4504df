// SPDX-License-Identifier: GPL-2.0
//! What the object gate refuses in the linked C++ object of a module.
#pragma once

#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "elf/object.hpp"
#include "elf/source.hpp"
#include "gate/kernel_build.hpp"

namespace kxx::gate {

/// One thing that is wrong, and what to do about it.
struct Finding {
	enum class Severity { Error, Warning };

	/// Stable name of the rule, "static-constructor".
	std::string rule;
	/// Lowercase, no period; names what the user wrote.
	std::string message;
	/// What to do about it.
	std::string note;
	/// The demangled function or variable it is in; empty when it is in none.
	std::string in = {};
	std::optional<elf::Place> place = std::nullopt;
	Severity severity = Severity::Error;

	/// "file.cpp:3: error: in 'f()': MESSAGE [rule]", `object` standing in for the place.
	std::string text(const std::string &object) const;
};

/// What the gate knows about the kernel and the build.
struct Context {
	/// Unknown when empty: rules that depend on the configuration then take the usual one.
	std::optional<KernelBuild> kernel;
	/// Names that other modules (and the kernel) export.
	std::set<std::string> exported_elsewhere;
	/// Another module of the same build exports C++ symbols, into a Module.symvers that is
	/// not written yet: modpost judges undefined ones.
	bool siblings_export = false;
	/// Names that this module exports.
	std::set<std::string> exports;
	/// The g++ used, its flags and the kernel's own C flags; empty when not given.
	std::string compiler;
	std::vector<std::string> flags;
	std::vector<std::string> kernel_flags;
};

/// Everything that is refused in one object.
std::vector<Finding> inspect(const elf::Object &object, const Context &context);

/// What is wrong with the build as a whole: configuration, compiler, flags.
std::vector<Finding> inspect_build(const Context &context);

/// Where the compiler's flags differ from the kernel's in what both must agree on.
std::vector<Finding> compare_flags(const std::vector<std::string> &flags,
				   const std::vector<std::string> &kernel_flags);

/// The names of a Module.symvers file.
std::set<std::string> read_symvers(const std::filesystem::path &file);

/// The lines of a file.
std::vector<std::string> read_lines(const std::filesystem::path &file);

} // namespace kxx::gate
