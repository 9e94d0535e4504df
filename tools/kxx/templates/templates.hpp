// SPDX-License-Identifier: GPL-2.0
//! The files that `kxx new` writes, embedded at build time from this folder's *.in.
#pragma once

#include <span>
#include <string_view>

namespace kxx::templates {

/// One file: "Kbuild", "module.cpp", "clang-format" (written as .clang-format) and their text
/// with @NAME@, @CLASS@ and @AUTHOR@ in it.
struct Template {
	std::string_view name;
	std::string_view text;
};

std::span<const Template> all();

} // namespace kxx::templates
