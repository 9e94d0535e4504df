// SPDX-License-Identifier: GPL-2.0
//! Which member or variable an expression names, and which of them what it makes refers to.
#pragma once

#include <map>
#include <optional>
#include <set>

#include <clang/AST/DeclCXX.h>
#include <clang/AST/ExprCXX.h>

#include "unit.hpp"

namespace kxx::check::tasks {

/// The object that an expression names: a member of *this or a local variable, or a part of it.
struct Named {
	const clang::ValueDecl *root;
	/// Whether the way leads through a reference, a pointer or an owner of several: the object is not part of the root.
	bool shared = false;
	/// Whether a lock was acquired on the way.
	bool locked = false;
};
std::optional<Named> named(const clang::Expr *expression);

/// The member of *this that the expression is; not a part of it.
const clang::FieldDecl *member_of_this(const clang::Expr *expression);

/// The parameters of a constructor to which the object keeps references or pointers.
std::set<unsigned> kept_parameters(const clang::CXXConstructorDecl *constructor);

/// What local variables refer to.
using References = std::map<const clang::ValueDecl *, std::set<const clang::ValueDecl *>>;
/// The members and variables to which the objects that the expression makes or passes on keep references.
std::set<const clang::ValueDecl *> referred_by(Unit &unit, const clang::Expr *expression, const References &variables);

} // namespace kxx::check::tasks
