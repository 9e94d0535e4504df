// SPDX-License-Identifier: GPL-2.0
//! The C functions that give C++ access to inline functions and macros.
#pragma once

#include "parse/types.hpp"

#include <string>

namespace kxx::bindgen {

enum class ShimOf {
	InlineFunction,
	/// A macro that is called with arguments, or names a function.
	Macro,
	/// An object-like macro that is a value.
	Value,
};

/// True if a function has no symbol, so that C++ calls it through a shim.
bool by_shim(const clang::FunctionDecl *decl);

/// The symbol of the shim of an inline function, or of a macro.
std::string shim_symbol(ShimOf of, const std::string &name);

/// The shim of `name`, which has the signature of `decl`. Its C text includes `header`. Throws Unrepresentable if C
/// cannot write it either.
Shim make_shim(const Unit &unit, Types &types, const clang::FunctionDecl *decl, ShimOf of, const std::string &name,
	       const std::string &header);

} // namespace kxx::bindgen
