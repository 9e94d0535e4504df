// SPDX-License-Identifier: GPL-2.0
//! Where the bindings of one kernel build are, and whether they are still right.
#pragma once

#include <filesystem>
#include <string>

namespace kxx::bindgen {

/// The program that does the work, next to this one.
std::filesystem::path generator_program();

/// A key of everything that the bindings depend on: the build directory, its configuration
/// and release, the compilers, bindings/, helpers/ and the generator itself.
std::string cache_key(const std::filesystem::path &kernel_build);

/// cache_directory()/bindings/KEY
std::filesystem::path bindings_directory(const std::string &key);

/// Held while bindings are made, so that two builds at once do not make them twice.
class Lock {
public:
	explicit Lock(const std::filesystem::path &path);
	~Lock();
	Lock(const Lock &) = delete;
	Lock &operator=(const Lock &) = delete;

private:
	int fd_ = -1;
};

} // namespace kxx::bindgen
