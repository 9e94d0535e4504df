// SPDX-License-Identifier: GPL-2.0
//! The C text that is appended to the kernel's headers, so that clang also reads what macros mean.
#pragma once

#include "model.hpp"

#include <string>
#include <unordered_map>
#include <vector>

namespace kxx::bindgen {

/// Prototypes of macros (`int kxx_m_NAME(…);`), then constants (`const __auto_type kxx_c_NUMBER = (EXPANSION);`).
struct Appended {
	std::string text = "\n";
	/// The places in the whole text where each part begins.
	unsigned prototypes_start = 0;
	unsigned constants_start = 0;
	std::vector<const MacroPrototype *> prototypes = {};
	std::unordered_map<std::string, const MacroPrototype *> prototype_of = {};
	/// By the number of the constant.
	std::vector<const Macro *> constants = {};
};

/// Writes the text for the macros of `model`. Macros that cannot be bound are dropped.
Appended append_macros(Model &model);

} // namespace kxx::bindgen
