// SPDX-License-Identifier: GPL-2.0
//! What a call of a function does to the places of its caller.
#pragma once

#include <map>
#include <memory>
#include <set>

#include "loans/place.hpp"

namespace kxx::check {
class Unit;
} // namespace kxx::check

namespace kxx::check::loans {

/// What a function with a visible body does. Places begin at its parameters, at *this (a null root) or, for a lambda, at
/// variables of the enclosing function.
struct Summary {
	/// Whether the body was visible and is not being summarised right now (recursion).
	bool known = false;
	/// The places that the result points to.
	std::set<Place> returned = {};
	/// The places that are changed, and where.
	std::map<Place, const clang::Stmt *> changed = {};
	/// The places that are read before they get a new value, and where.
	std::map<Place, const clang::Stmt *> read = {};
	/// The places that are empty when the function succeeds, since it moved from them, and where.
	std::map<Place, const clang::Stmt *> moved = {};
	/// The places that get a new value.
	std::set<Place> revived = {};
	/// Variables of the function that the result points into, since a closure that it was given returns such a
	/// pointer. The fault is the caller's.
	std::set<const clang::VarDecl *> dead = {};
	/// What is stored where: (where, a pointer to what).
	std::set<std::pair<Place, Place>> stored = {};
	/// The variables of the function around a closure that the closure sets on every path.
	std::set<const clang::ValueDecl *> set = {};
};

/// Makes summaries of the module's own functions when they are asked for.
class Summaries {
public:
	explicit Summaries(Unit &unit) : unit_(unit) {}

	/// The summary of a function; not known for one of the library, or without a body.
	const Summary &of(const clang::FunctionDecl *function);
	/// The changes that calling a closure makes, or null if the type is no closure.
	const Summary *of_closure(clang::QualType type);

private:
	Unit &unit_;
	std::map<const clang::FunctionDecl *, std::unique_ptr<Summary>> made_;
	std::map<const clang::CXXRecordDecl *, std::unique_ptr<Summary>> closures_;
};

} // namespace kxx::check::loans
