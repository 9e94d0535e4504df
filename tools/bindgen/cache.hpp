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

/// cache_directory()/bindings/KEY. It has a directory STATE for each state of the kernel build and
/// of the compilers in PATH, and beside it STATE.inputs, which lists everything that it was made
/// from, and its files.
std::filesystem::path bindings_folder(const std::string &key);

/// The complete bindings of that key that were made from the present inputs. They count as used for
/// a day.
std::optional<std::filesystem::path> current_bindings(const std::string &key);

/// Moves `work`, which the generator has filled, to its place in the folder; removes the bindings
/// that it replaces, and the states that nobody has looked up for a day. The caller holds the
/// folder's lock. Throws Failure when something changed after the generator had read it.
std::filesystem::path install_bindings(const std::string &key, const std::filesystem::path &work);

} // namespace kxx::bindgen
