// SPDX-License-Identifier: GPL-2.0
//! How C++ spells the names and the strings of C.
#pragma once

#include <string>
#include <string_view>

namespace kxx::bindgen {

bool is_keyword(const std::string &name);

/// True for names of typedefs that are C++ types already.
bool is_builtin_type(const std::string &name);

/// The name in C++: a keyword gets a trailing underscore.
std::string cxx_name(const std::string &name);

/// Two words with a space between them, unless the right one is empty.
std::string join(const std::string &left, const std::string &right);

/// A string literal of these bytes.
std::string quoted(std::string_view bytes);

} // namespace kxx::bindgen
