// SPDX-License-Identifier: GPL-2.0
//! The variables of C in C++.
#pragma once

#include "parse/types.hpp"

#include <unordered_map>

namespace kxx::bindgen {

class Variables {
public:
	Variables(Unit &unit, Types &types) : unit_(unit), types_(types) {}

	void add(const clang::VarDecl *decl);

private:
	Unit &unit_;
	Types &types_;
	std::unordered_map<const clang::VarDecl *, int> entities_;
};

} // namespace kxx::bindgen
