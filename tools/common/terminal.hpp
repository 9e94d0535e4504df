// SPDX-License-Identifier: GPL-2.0
//! Messages for people: colour only on a terminal, diagnostics in clang's voice.
#pragma once

#include <string_view>

namespace kxx {

/// Prints "kxx: error: TEXT" to standard error (lowercase, no period).
void print_error(std::string_view text);
/// Prints "kxx: warning: TEXT" to standard error.
void print_warning(std::string_view text);
/// Prints "kxx: note: TEXT" to standard error: what to do about the previous line.
void print_note(std::string_view text);
/// Prints the name of a step that takes a noticeable time to standard error.
void print_progress(std::string_view text);

} // namespace kxx
