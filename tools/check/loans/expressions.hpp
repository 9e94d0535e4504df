// SPDX-License-Identifier: GPL-2.0
//! Helpers for clang's expressions.
#pragma once

#include <set>
#include <vector>

#include <clang/AST/DeclCXX.h>
#include <clang/AST/ExprCXX.h>

namespace kxx::check::loans {

/// The expression without parentheses, casts and wrappers that do not change which object is meant.
const clang::Expr *strip(const clang::Expr *expression);

/// Whether a reference that the expression initialises keeps a temporary object alive.
bool binds_temporary(const clang::Expr *expression);

/// The temporaries that become the result: they are not destroyed, the variable that they initialise is.
std::vector<const clang::CXXBindTemporaryExpr *> result_temporaries(const clang::Expr *expression);

/// The local variable that `return` moves into the result, or null.
const clang::VarDecl *returned_variable(const clang::Expr *result);

/// Whether a statement is a part of another, or the same.
bool is_within(const clang::Stmt *part, const clang::Stmt *whole);
/// Whether a statement that leaves the scope of a variable stands in its initialiser: `auto x = TRY(f());`. There is no
/// object yet, although clang's graph destroys it.
bool leaves_before(const clang::VarDecl *variable, const clang::Stmt *leaving);

/// What a function body evaluates without a use of the object.
struct Unread {
	/// The variables and members on the left of an assignment, or that are destroyed by name.
	std::set<const clang::Expr *> written;
	/// Calls of std::move whose result a reference is bound to: nothing is moved yet.
	std::set<const clang::Expr *> bound;
	/// Temporary objects that a call takes by value or through a `T &&`, or that become a variable, or the
	/// result of a function or of TRY's braces: nothing is left in them afterwards.
	std::set<const clang::Expr *> taken;
};
Unread unread_of(const clang::FunctionDecl *function);

} // namespace kxx::check::loans
