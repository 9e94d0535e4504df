// SPDX-License-Identifier: GPL-2.0
//! Demangles names.
#pragma once

#include <string>

namespace kxx::elf {

/// The C++ name behind a linker name, with the compiler's clone suffixes (".constprop.0")
/// removed. For a name that is not C++, returns the name without its suffixes.
std::string demangle(const std::string &name);

/// The same, but with the suffixes kept as " [clone .cold]".
std::string demangle_clone(const std::string &name);

/// The linker name without the compiler's clone suffixes.
std::string strip_clone(const std::string &name);

/// Whether this is a C++ linker name.
bool is_mangled(const std::string &name);

} // namespace kxx::elf
