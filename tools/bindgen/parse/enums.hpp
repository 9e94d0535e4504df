// SPDX-License-Identifier: GPL-2.0
//! The enums of C in C++.
#pragma once

#include "parse/unit.hpp"

#include <string>
#include <unordered_map>

namespace kxx::bindgen {

class Types;

class Enums {
public:
	Enums(Unit &unit, Types &types) : unit_(unit), types_(types) {}

	/// The entity of an enum, which is made when it is first asked for. `hint` names an anonymous one. -1 if there
	/// is none, because it has neither a name nor enumerators.
	int entity(const clang::EnumDecl *decl, const std::string &hint);

private:
	std::string enumerators(const clang::EnumDecl *def);
	void add_layout(const clang::EnumDecl *def, const std::string &name);

	Unit &unit_;
	Types &types_;
	std::unordered_map<const clang::EnumDecl *, int> entities_;
};

} // namespace kxx::bindgen
