// SPDX-License-Identifier: GPL-2.0
//! Helpers for expressions: which object they name, what a condition says.
#pragma once

#include <functional>
#include <optional>
#include <set>

#include <clang/AST/ExprCXX.h>
#include <clang/Analysis/CFG.h>

#include "loans/place.hpp"

namespace kxx::check::values {

using Spot = loans::Place;
using Hop = loans::Step;

/// The expression without parentheses, wrappers, casts, std::move and std::forward.
const clang::Expr *bare(const clang::Expr *expression);

/// The place of the object that the expression names, if it is a variable or a part of one. A reference is what it was
/// bound to.
std::optional<Spot> place_of(const clang::Expr *expression);

/// Whether the place is a variable of the function, or a part of one without a pointer on the way.
bool is_local(const Spot &place);

/// The condition at the end of a block; null if there is none.
const clang::Expr *condition_of(const clang::CFGBlock *block);

/// Shows the parts of a condition that are known to have one truth, without `!`, `&&` and `||`. A bool that is const
/// stands for what it was initialised with.
void each_atom(const clang::Expr *condition, bool truth, const std::function<void(const clang::Expr *, bool)> &show);

/// Calls `show` for the expression and all that it contains, except the bodies of lambdas.
void each_part(const clang::Stmt *expression, const std::function<void(const clang::Expr *)> &show);

/// Whether the place is named anywhere in the expression.
bool mentions(const clang::Stmt *expression, const Spot &place);

/// The function's return statements, without those of lambdas in it.
std::vector<const clang::Expr *> returned_by(const clang::FunctionDecl *function);

/// The definition of the called function with its body, if it is visible; else null.
const clang::FunctionDecl *definition_of(const clang::FunctionDecl *function);

/// The explicit arguments of a call, with the parameter that each initialises (null for variadic ones). The object of
/// an operator is no argument.
struct Argument {
	const clang::Expr *value;
	const clang::ParmVarDecl *parameter;
};
std::vector<Argument> arguments_of(const clang::CallExpr *call);
/// The object of a method's call, or null.
const clang::Expr *object_of(const clang::CallExpr *call);

/// Whether it is a C function that the bindings declare.
bool is_bound(const clang::FunctionDecl *function);

/// kernel::Result, of anything.
bool is_result(clang::QualType type);
/// What made the value that TRY, or an accessor of a Result, takes out: a call, if it is known. The expression itself, as
/// bare() gives it, if nothing is taken out.
const clang::Expr *unwrapped(const clang::Expr *expression);
/// kernel::Result or kernel::Error.
bool is_error_type(clang::QualType type);

/// Whether a value of the type may say that something failed: an error, a flag or a number.
bool answers(clang::QualType type);

/// Whether a function that returns this value fails: it is an Error, or a negative constant, or a null pointer.
bool is_failure(const clang::Expr *returned, clang::ASTContext &context);

/// The call whose result a condition asks for, and whether the condition's truth means that it failed: of
/// `f().is_error()`, of `r.is_error()` for a variable that holds the result of f(), of what TRY asks, and of f() itself
/// if that returns a bool or a number. Null if it asks for something else.
struct Asked {
	const clang::Expr *call = nullptr;
	bool truth_is_failure = false;
};
Asked asked_by(const clang::Expr *atom);

/// The integer constant that the expression is.
std::optional<llvm::APSInt> constant_of(const clang::Expr *expression, clang::ASTContext &context);

} // namespace kxx::check::values
