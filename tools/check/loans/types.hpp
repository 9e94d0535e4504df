// SPDX-License-Identifier: GPL-2.0
//! Questions about types and declarations: what owns, what points, what belongs to a task.
#pragma once

#include <string_view>

#include <clang/AST/DeclCXX.h>
#include <clang/AST/Expr.h>
#include <clang/AST/Type.h>

namespace kxx::check::loans {

/// Forgets what is known of classes, before the next file is looked at.
void forget_classes();
/// A class that owns what its accessors return (`__owner`).
bool is_owner(clang::QualType type);
/// A pointer, or the handle of a coroutine, which is one to its frame.
bool is_raw(clang::QualType type);
/// A pointer, or a class that points into another object (`__view`).
bool is_view(clang::QualType type);
/// A lock: what it hands out is ended by the end of the scope only, since all its users have guards.
bool is_lock(clang::QualType type);
/// Whether an object of the type can point to something that it does not own.
bool can_point(clang::QualType type);
/// Whether the type is, derives from or has a member of a class that belongs to the task (`TaskBound`).
bool is_task_bound(clang::QualType type);
/// A guard of a lock, or of a section in which the task must not sleep.
bool is_guard(clang::QualType type);
/// Whether co_await takes an object of this type itself.
bool is_awaitable(clang::QualType type);
/// Whether a view stays good while its container changes (`__stable_view`).
bool is_stable_view(clang::QualType type);
/// A coroutine that keeps its arguments until it ends (`__keeps_arguments`).
bool keeps_arguments(clang::QualType type);
/// Whether the type is or contains an owner of an object on the heap, such as Result<Box<T>>.
bool holds_owner(clang::QualType type);
/// Whether the declaration, or the template that it comes from, carries the annotation "kxx::WORD".
bool has_word(const clang::Decl *declaration, std::string_view word);
/// Whether a function has this name and is declared in namespace std.
bool is_std(const clang::FunctionDecl *function, std::string_view name);
/// Whether the result borrows from the object that the method was called on.
bool borrows_from_this(const clang::FunctionDecl *function);
/// Whether the class lies in namespace `kernel` and has this name; of a template too.
bool is_kernel_class(const clang::CXXRecordDecl *record, std::string_view name);

} // namespace kxx::check::loans
