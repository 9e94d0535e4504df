// SPDX-License-Identifier: GPL-2.0
//! Where the bindings of one kernel build are, and whether they are still right.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace kxx::bindgen {

/// The program that does the work, next to this one.
std::filesystem::path generator_program();

/// A key of what to bind, and where: the build directory's path, the content of bindings/ and helpers/,
/// and the generator.
std::string cache_key(const std::filesystem::path &kernel_build);

/// cache_directory()/bindings/KEY: a directory per state of the kernel build, of which only the last
/// stays, and `inputs`, the list of all that it was made from and of the files in it.
std::filesystem::path bindings_folder(const std::string &key);

/// The bindings of that key, when they are whole and nothing that they were made from has changed.
std::optional<std::filesystem::path> current_bindings(const std::string &key);

/// Moves `work`, filled by the generator, to its place in the folder and removes what it replaces.
/// Throws UsageError when something changed after the generator had read it.
std::filesystem::path install_bindings(const std::string &key, const std::filesystem::path &work);

} // namespace kxx::bindgen
