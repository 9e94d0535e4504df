// SPDX-License-Identifier: GPL-2.0
//! What is known of allocation flags: whether they let an allocation sleep.
#pragma once

#include <functional>
#include <string>

#include <clang/AST/Expr.h>

#include "contexts/facts.hpp"

namespace kxx::check {
class Unit;
} // namespace kxx::check

namespace kxx::check::contexts {

/// Whether a parameter, variable or member holds allocation flags: a Gfp, or C's gfp_t.
bool holds_flags(clang::QualType type);

/// The values that flags may have, in a function or, for the initialiser of a member, outside of one. What is not
/// known, such as the result of a function, counts as flags that do not sleep.
Flags flags_of(Unit &unit, const clang::Expr *flags, const clang::FunctionDecl *function);

/// Notes the values that the members of the user's classes get.
void find_flags_members(Unit &unit, Facts &facts, const std::function<std::string(const clang::FunctionDecl *)> &id);

} // namespace kxx::check::contexts
