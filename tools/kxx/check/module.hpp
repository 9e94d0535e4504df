// SPDX-License-Identifier: GPL-2.0
//! Which modules `kxx check` looks at, and how their files were compiled.
#pragma once

#include "common/failure.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace kxx::check {

/// A C++ file of a module, with a command line for clang 22.
struct Source {
	/// As the compiler was told; a link to the source if the build is a mirror of another directory.
	std::filesystem::path file;
	std::string directory;
	std::vector<std::string> arguments;
};

/// A module as its last build left it.
struct Module {
	std::string name;
	/// Where its Kbuild file is.
	std::filesystem::path directory;
	std::vector<Source> sources{};
	/// What its last build linked: the .ko, or the object without C files if there is none.
	std::filesystem::path object{};
	/// If not empty, only what is found in these files, or below these directories, is of interest.
	std::vector<std::filesystem::path> only{};
};

/// What the user named.
struct Selection {
	std::vector<Module> modules;
	/// What cannot be checked.
	std::vector<Failure> failures;
	/// What is passed over; messages for people.
	std::vector<std::string> warnings;
};

/// Whether `directory` has a Kbuild file (or a Makefile in its place) that includes kbuild/kxx.mk.
bool is_module_directory(const std::filesystem::path &directory);

/// A command that compiles one file with clang, as arguments for the checker: nothing is written, and functions such as
/// memcpy() and std::move() keep the meaning that the analyses know.
std::vector<std::string> for_checker(const std::vector<std::string> &clang_arguments);

/// The modules of one directory. Throws Failure if nothing was built there, or if what the build used is gone.
std::vector<Module> modules_of(const std::filesystem::path &directory);

/// The modules that `paths` name: files of modules, their directories, and directories above them. If `name` is not
/// empty, only the module of that name. Throws Failure if a path leads to no module.
Selection select_modules(const std::vector<std::filesystem::path> &paths, std::string_view name);

} // namespace kxx::check
