// SPDX-License-Identifier: GPL-2.0
//! The macros with a constant value in C++.
#pragma once

#include "parse/aliases.hpp"
#include "parse/appended.hpp"
#include "parse/types.hpp"

#include <string>
#include <unordered_set>

namespace kxx::bindgen {

class Constants {
public:
	Constants(Unit &unit, Types &types, Aliases &aliases, const Appended &appended)
		: unit_(unit), types_(types), aliases_(aliases), appended_(appended)
	{
	}

	/// A macro through the variable kxx_c_NUMBER, which has its value.
	void add(const clang::VarDecl *decl);
	/// Drops the macros of which clang made no variable.
	void drop_absent_macros();

private:
	void add_string(const Macro &macro, const clang::StringLiteral *string);
	void add_value(const Macro &macro, const clang::Expr *init, clang::QualType type);
	void drop(const Macro &macro, const std::string &reason) const;

	Unit &unit_;
	Types &types_;
	Aliases &aliases_;
	const Appended &appended_;
	std::unordered_set<std::size_t> seen_;
};

} // namespace kxx::bindgen
