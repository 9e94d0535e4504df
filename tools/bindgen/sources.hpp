// SPDX-License-Identifier: GPL-2.0
//! The files of a kernel build, and the compilers, from which its bindings were made.
#pragma once

#include "common/inputs.hpp"
#include "kbuild_flags.hpp"
#include "model.hpp"

namespace kxx::bindgen {

/// The files that Kbuild and the preprocessor read, the directories in which a new header would
/// take precedence over one of them, and the compilers. Files below `own` (the helpers) are left
/// out.
Inputs sources_of(const Model &model, const Flags &flags, const std::filesystem::path &own);

} // namespace kxx::bindgen
