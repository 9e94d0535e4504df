// SPDX-License-Identifier: GPL-2.0
//! Finds the bindings of one kernel build, and checks whether they are still valid.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace kxx::bindgen {

/// The program that does the work, next to this one.
std::filesystem::path generator_program();

/// The key of a set of bindings: the build directory's path, the content of bindings/ and helpers/,
/// and the generator.
std::string cache_key(const std::filesystem::path &kernel_build);

/// cache_directory()/bindings/KEY: a directory per state of the kernel build, of which only the
/// last is kept, and `inputs`, the list of everything that it was made from and of the files in it.
std::filesystem::path bindings_folder(const std::string &key);

/// The bindings for that key, if they are complete and none of their inputs has changed.
std::optional<std::filesystem::path> current_bindings(const std::string &key);

/// Moves `work`, which the generator filled, to its place in the folder and removes the bindings
/// that it replaces. Throws UsageError if an input changed after the generator had read it.
std::filesystem::path install_bindings(const std::string &key, const std::filesystem::path &work);

} // namespace kxx::bindgen
