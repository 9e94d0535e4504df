// SPDX-License-Identifier: GPL-2.0
//! Everything in a kernel build, and every compiler, that its bindings were made from.
#pragma once

#include "common/inputs.hpp"
#include "kbuild_flags.hpp"
#include "model.hpp"

namespace kxx::bindgen {

/// The files that Kbuild and the preprocessor read, the directories in which a new header would be found
/// before one of them, and the compilers. Files below `own` (the helpers) are left out.
Inputs sources_of(const Model &model, const Flags &flags, const std::filesystem::path &own);

} // namespace kxx::bindgen
