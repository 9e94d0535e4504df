// SPDX-License-Identifier: GPL-2.0
//! Tells where C++ finds a C name, and what to do if there are no bindings for it.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace kxx::bindgen {

/// Prints for each name what it is and which generated header has it, one line per meaning: name, kind,
/// header, and the name in C++ if it differs, separated by tabs. "linux/slab.h" is the name of a
/// header; a type may be given with or without its keyword. Says why a name is not bound and what
/// to do. Returns 1 if any name is not bound.
int find_names(const std::filesystem::path &kernel_build, const std::filesystem::path &bindings,
	       const std::vector<std::string> &names);

/// Whether a header's text seems to declare `name`: good enough for advice.
bool seems_to_declare(const std::string &text, const std::string &name);

/// The names among `known` that are most similar to `name`, at most three.
std::vector<std::string> similar_names(const std::vector<std::string> &known, const std::string &name);

} // namespace kxx::bindgen
