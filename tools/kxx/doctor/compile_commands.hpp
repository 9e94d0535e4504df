// SPDX-License-Identifier: GPL-2.0
//! Converts the compiler command lines that Kbuild stores into a form that clangd understands.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace kxx {

/// One entry of compile_commands.json.
struct CompileCommand {
	std::string directory;
	std::string file;
	std::vector<std::string> arguments;
	std::string output;
};

/// Splits a command as the shell does, up to its first ; or && or |. Make's `$$` and `\#`
/// count as `$` and `#`.
std::vector<std::string> split_command(std::string_view command);

/// A GCC command line for clang, without flags that clang does not know or that only affect code
/// generation.
std::vector<std::string> for_clang(const std::vector<std::string> &arguments);

/// What Kbuild remembers about an object: the command that made it.
struct SavedCommand {
	std::string object;
	std::vector<std::string> arguments;
};

/// Reads a file such as .main.lto.o.cmd. Nothing is set if it holds no command.
SavedCommand read_saved_command(const std::filesystem::path &path);

/// The commands of all C++ and C objects built below `directory`. `kernel_build` is where Kbuild
/// ran; if it is empty, it is derived from the C++ commands.
std::vector<CompileCommand> collect_commands(const std::filesystem::path &directory,
					     std::filesystem::path kernel_build = {});

} // namespace kxx
