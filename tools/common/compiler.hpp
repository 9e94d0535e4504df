// SPDX-License-Identifier: GPL-2.0
//! Runs compilers, which may fail for reasons other than their source.
#pragma once

#include "common/process.hpp"

namespace kxx {

/// Throws FileError if the messages of a failed child say that a disk is full. Not all messages
/// name the file; `output` is the file that the child should have written.
void check_for_room(const std::string &messages, const std::filesystem::path &output);

/// Runs a compiler, a linker or a similar program, with messages in English. Throws FileError if it
/// failed because a disk is full; so if the result says that it failed, the source is at fault.
RunResult run_compiler(const std::vector<std::string> &command, RunOptions options = {});

} // namespace kxx
