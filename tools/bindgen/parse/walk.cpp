// SPDX-License-Identifier: GPL-2.0
#include "parse/walk.hpp"

#include <clang/AST/DeclCXX.h>

namespace kxx::bindgen {

Walk::Walk(Model &model, clang::ASTContext &context, const Appended &appended)
	: appended_(appended), unit_(model, context), types_(unit_), functions_(unit_, types_, appended),
	  variables_(unit_, types_), aliases_(unit_, types_, appended), constants_(unit_, types_, aliases_, appended)
{
}

void Walk::run()
{
	const clang::TranslationUnitDecl *unit = unit_.context().getTranslationUnitDecl();

	for (const clang::Decl *decl : unit->decls())
		if (const auto *def = clang::dyn_cast<clang::TypedefNameDecl>(decl))
			types_.tags().note_typedef(def);
	for (const clang::Decl *decl : unit->decls()) {
		if (decl->isImplicit() || !decl->getLocation().isValid())
			continue;
		if (unsigned offset = unit_.offset_of(decl->getLocation()); offset >= appended_.prototypes_start)
			appended_declaration(decl, offset);
		else
			kernel_declaration(decl);
	}
	functions_.drop_absent_macros();
	constants_.drop_absent_macros();
	types_.records().finish_flexible_arrays();
}

void Walk::appended_declaration(const clang::Decl *decl, unsigned offset)
{
	if (offset >= appended_.constants_start) {
		if (const auto *variable = clang::dyn_cast<clang::VarDecl>(decl))
			constants_.add(variable);
	} else if (const auto *function = clang::dyn_cast<clang::FunctionDecl>(decl)) {
		functions_.add_macro(function);
	}
}

void Walk::kernel_declaration(const clang::Decl *decl)
{
	if (const auto *def = clang::dyn_cast<clang::TypedefNameDecl>(decl)) {
		types_.typedefs().entity(def);
	} else if (const auto *record = clang::dyn_cast<clang::RecordDecl>(decl)) {
		if (record->isThisDeclarationADefinition() && has_name(record))
			types_.records().entity(record, "");
	} else if (const auto *list = clang::dyn_cast<clang::EnumDecl>(decl)) {
		if (list->isThisDeclarationADefinition())
			types_.enums().entity(list, "");
	} else if (const auto *function = clang::dyn_cast<clang::FunctionDecl>(decl)) {
		functions_.add_function(function);
	} else if (const auto *variable = clang::dyn_cast<clang::VarDecl>(decl)) {
		variables_.add(variable);
	} else if (clang::isa<clang::StaticAssertDecl>(decl) || clang::isa<clang::EmptyDecl>(decl) ||
		   clang::isa<clang::FileScopeAsmDecl>(decl)) {
		// There is nothing that C++ could refer to.
	} else {
		unit_.drop("declaration", decl->getDeclKindName(), "unknown kind of declaration", unit_.file_of(decl));
	}
}

} // namespace kxx::bindgen
