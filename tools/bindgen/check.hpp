// SPDX-License-Identifier: GPL-2.0
//! Lets both compilers confirm the layouts that clang computed.
#pragma once

#include "kbuild_flags.hpp"
#include "model.hpp"

#include <filesystem>
#include <string>

namespace kxx::bindgen {

/// Compiles layout.c with the kernel's compiler and flags and layout.cpp with g++, at the same
/// time, and reads the bit-fields from both objects. Returns the faults, empty when all agree.
std::string check_layout(const Model &model, const Flags &flags, const std::filesystem::path &output);

} // namespace kxx::bindgen
