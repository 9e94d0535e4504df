// SPDX-License-Identifier: GPL-2.0
//! Which objects the kernel calls back through, and what their callbacks use.
#pragma once

#include <map>
#include <set>

#include <clang/AST/DeclCXX.h>

namespace kxx::check::tasks {

/// A timer, a work item, a directory: a member that calls functions of its owner.
bool is_callback_member(clang::QualType type);
/// A callback member, or another class through which the kernel calls the module: a queue, a thread, a device.
bool is_caller(clang::QualType type);
/// Whether an object is, or owns, a caller.
bool holds_caller(clang::QualType type);

/// The function that the member's initialiser names with `calls<>`; null if there is none.
const clang::CXXMethodDecl *callback_of(const clang::FieldDecl *member);

/// Whether a call may let the callback of its argument run (`__starts_callback`).
bool parameter_starts(const clang::FunctionDecl *callee, unsigned i);

/// The members of its object that a function uses, also through other functions of the object.
class Uses {
public:
	const std::set<const clang::FieldDecl *> &of(const clang::FunctionDecl *function);

private:
	std::map<const clang::FunctionDecl *, std::set<const clang::FieldDecl *>> known_;
};

} // namespace kxx::check::tasks
