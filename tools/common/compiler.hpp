// SPDX-License-Identifier: GPL-2.0
//! Running compilers, whose failure may have nothing to do with what they compile.
#pragma once

#include "common/process.hpp"

namespace kxx {

/// Throws FileError when the messages of a child that failed say that a disk is full. Not all of them name the file;
/// `output` is what the child was to write.
void check_for_room(const std::string &messages, const std::filesystem::path &output);

/// Runs a compiler, a linker or a program of their kind, with messages in English. Throws FileError when it failed
/// because a disk is full, so what it compiles is at fault when the result says that it failed.
RunResult run_compiler(const std::vector<std::string> &command, RunOptions options = {});

} // namespace kxx
