// SPDX-License-Identifier: GPL-2.0
//! Macros that are only a second name: `#define new_name old_name`.
#pragma once

#include "parse/appended.hpp"
#include "parse/types.hpp"

namespace kxx::bindgen {

class Aliases {
public:
	Aliases(Unit &unit, Types &types, const Appended &appended) : unit_(unit), types_(types), appended_(appended) {}

	/// A second name for a function.
	void add_function(const Macro &macro, const clang::FunctionDecl *target);
	/// A second name for a type: `#define rcu_head callback_head`. Returns false if the macro is none.
	bool add_type(const Macro &macro);

private:
	Unit &unit_;
	Types &types_;
	const Appended &appended_;
};

} // namespace kxx::bindgen
