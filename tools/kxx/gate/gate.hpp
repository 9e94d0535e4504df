// SPDX-License-Identifier: GPL-2.0
//! The object gate, which refuses certain things in the linked C++ object of a module.
#pragma once

#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "common/elf_object.hpp"
#include "elf/source.hpp"
#include "gate/kernel_build.hpp"

namespace kxx::gate {

/// One fault, and what to do about it.
struct Finding {
	enum class Severity { Error, Warning };

	/// Stable name of the rule, "static-constructor".
	std::string rule;
	/// Lowercase, no period; names what the user wrote.
	std::string message;
	/// What to do about it.
	std::string note;
	/// The demangled function or variable that contains it; empty if there is none.
	std::string in = {};
	std::optional<elf::Place> place = std::nullopt;
	Severity severity = Severity::Error;

	/// "file.cpp:3: error: in 'f()': MESSAGE [rule]", `object` standing in for the place.
	std::string text(const std::string &object) const;
};

/// The gate's information about the kernel and the build.
struct Context {
	/// The configuration; if it is empty, rules that depend on it assume the usual one.
	std::optional<KernelBuild> kernel;
	/// Names that other modules (and the kernel) export.
	std::set<std::string> exported_elsewhere;
	/// Another module of the same build exports C++ symbols, into a Module.symvers that is not
	/// written yet, so modpost checks undefined ones.
	bool siblings_export = false;
	/// Names that this module exports.
	std::set<std::string> exports;
	/// The g++ used, its flags and the kernel's own C flags; empty when not given.
	std::string compiler;
	std::vector<std::string> flags;
	std::vector<std::string> kernel_flags;
};

/// Finds everything to refuse in one object.
std::vector<Finding> inspect(const elf::Object &object, const Context &context);

/// Finds faults of the whole build: configuration, compiler, flags.
std::vector<Finding> inspect_build(const Context &context);

/// Finds differences between the compiler's flags and the kernel's where both must agree.
std::vector<Finding> compare_flags(const std::vector<std::string> &flags, const std::vector<std::string> &kernel_flags);

/// The names of a Module.symvers file.
std::set<std::string> read_symvers(const std::filesystem::path &file);

/// The lines of a file.
std::vector<std::string> read_lines(const std::filesystem::path &file);

} // namespace kxx::gate
