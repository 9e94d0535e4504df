// SPDX-License-Identifier: GPL-2.0
//! The walk over all declarations of the translation unit.
#pragma once

#include "parse/appended.hpp"
#include "parse/constants.hpp"
#include "parse/functions.hpp"
#include "parse/types.hpp"
#include "parse/unit.hpp"
#include "parse/variables.hpp"

namespace kxx::bindgen {

/// Gives each declaration to the part of the parser that binds its kind.
class Walk {
public:
	Walk(Model &model, clang::ASTContext &context, const Appended &appended);

	void run();

private:
	void appended_declaration(const clang::Decl *decl, unsigned offset);
	void kernel_declaration(const clang::Decl *decl);

	const Appended &appended_;
	Unit unit_;
	Types types_;
	Functions functions_;
	Variables variables_;
	Aliases aliases_;
	Constants constants_;
};

} // namespace kxx::bindgen
