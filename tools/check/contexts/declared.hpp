// SPDX-License-Identifier: GPL-2.0
//! What declarations say: effects, contexts, lock classes.
#pragma once

#include <optional>
#include <string>

#include <clang/AST/ASTContext.h>
#include <clang/AST/DeclCXX.h>

#include "contexts/facts.hpp"

namespace kxx::check {
class Unit;
} // namespace kxx::check

namespace kxx::check::contexts {

/// What a declaration says about sleeping: by attribute, or by the `Context:` of its comment; for a function of C, what
/// the table says.
struct Declared {
	Effect effect = Effect::Unknown;
	bool by_attribute = false;
	/// For a function of C: where the kernel's sources say so.
	std::string source = {};
};
Declared declared_effect(Unit &unit, const clang::FunctionDecl *function);

/// A lock type, or the section that a guard type stands for.
struct LockKind {
	/// The lock's type; empty for a section without a lock.
	std::string lock_class;
	/// The name in the type.
	std::string name;
	bool sleeps = false;
};
/// For Mutex, SpinLock and the other locks.
std::optional<LockKind> lock_kind(const clang::ASTContext &context, clang::QualType type);
/// The same, and for containers whose own lock has a name.
std::optional<LockKind> named_lock(const clang::ASTContext &context, clang::QualType type);

/// What a guard type means; its members are guards too.
struct GuardKind {
	LockKind lock;
	bool irqs_off = false;
	bool softirqs_off = false;
};
void guard_kinds(const clang::ASTContext &context, clang::QualType type, std::vector<GuardKind> &found);

/// How a lock's function acquires it; nothing if the function does not.
struct Taking {
	LockKind lock;
	bool irqs_off = false;
	bool softirqs_off = false;
	bool tries = false;
	bool interruptible = false;
	bool shared = false;
	bool retries = false;
};
std::optional<Taking> taking(const clang::ASTContext &context, const clang::FunctionDecl *callee);

/// The context that __runs_in() names, or "".
std::string runs_in(const clang::FunctionDecl *function);

} // namespace kxx::check::contexts
