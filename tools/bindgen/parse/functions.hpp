// SPDX-License-Identifier: GPL-2.0
//! The functions of C in C++, and the macros that have a prototype.
#pragma once

#include "parse/appended.hpp"
#include "parse/types.hpp"

#include <string>
#include <unordered_map>
#include <unordered_set>

namespace kxx::bindgen {

class Functions {
public:
	Functions(Unit &unit, Types &types, const Appended &appended) : unit_(unit), types_(types), appended_(appended)
	{
	}

	/// A function that the kernel's headers declare.
	void add_function(const clang::FunctionDecl *decl);
	/// A macro through its prototype, kxx_m_NAME.
	void add_macro(const clang::FunctionDecl *decl);
	/// Drops the macros that this kernel lacks, and those whose prototype clang did not understand.
	void drop_absent_macros();

private:
	bool shadowed(const std::string &name) const;

	Unit &unit_;
	Types &types_;
	const Appended &appended_;
	std::unordered_map<const clang::FunctionDecl *, int> entities_;
	std::unordered_set<std::string> macros_seen_;
};

/// The attributes that matter for callers: " __attribute__((…))", or nothing.
std::string function_attributes(const clang::FunctionDecl *decl);

} // namespace kxx::bindgen
