// SPDX-License-Identifier: GPL-2.0
//! The typedefs of C in C++.
#pragma once

#include "parse/unit.hpp"

#include <unordered_map>

namespace kxx::bindgen {

class Types;

class Typedefs {
public:
	Typedefs(Unit &unit, Types &types) : unit_(unit), types_(types) {}

	/// The entity of a typedef, which is made when it is first asked for. -1 if there is none: the typedef only
	/// names a tag, or has no form in C++.
	int entity(const clang::TypedefNameDecl *def);

private:
	Unit &unit_;
	Types &types_;
	std::unordered_map<const clang::TypedefNameDecl *, int> entities_;
};

} // namespace kxx::bindgen
