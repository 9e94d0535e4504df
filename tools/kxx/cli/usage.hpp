// SPDX-License-Identifier: GPL-2.0
//! Explains what is wrong with a command line, in the user's own words.
#pragma once

#include <CLI/CLI.hpp>

namespace kxx::cli {

/// Prints on standard error why the command line cannot be followed, and what to write instead.
void print_usage_error(const CLI::App &app, const CLI::ParseError &error);

} // namespace kxx::cli
