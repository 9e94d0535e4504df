// SPDX-License-Identifier: GPL-2.0
//! Clang's view of the preprocessed C text, turned into C++ declarations.
#pragma once

#include "model.hpp"

#include <string>
#include <vector>

namespace kxx::bindgen {

/// Parses `model.text` and fills entities, layouts, constants, shims and dropped.
/// `c_flags` are the kernel's flags; the few that change C's meaning are used.
void parse(Model &model, const std::vector<std::string> &c_flags);

} // namespace kxx::bindgen
