// SPDX-License-Identifier: GPL-2.0
//! Runs the kernel's own preprocessor and splits its output.
#pragma once

#include "kbuild_flags.hpp"
#include "model.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace kxx::bindgen {

/// The headers, helpers and macros to bind.
struct Input {
	/// C text with the #include lines.
	std::filesystem::path header_list;
	/// More headers, included after the list by their full path.
	std::vector<std::filesystem::path> headers;
	/// Directory with the helpers; all its *.h are included last.
	std::filesystem::path helpers;
	/// Prototypes of macros; may be empty.
	std::filesystem::path macro_list;
	/// Names whose header moved between versions; may be empty.
	std::filesystem::path homes;
};

/// The C text that includes everything; `work` is where it will be written.
std::string input_text(const Input &input);

/// Preprocesses `input` (written to `work`/input.c) and fills files, origins, text, macros.
void preprocess(const Input &input, const Flags &flags, const std::filesystem::path &work, Model &model);

/// Expands every object-like macro with the state after all headers.
void expand_macros(const Flags &flags, const std::filesystem::path &work, Model &model);

/// Reads the macro prototypes.
void read_macro_list(const Input &input, Model &model);

} // namespace kxx::bindgen
