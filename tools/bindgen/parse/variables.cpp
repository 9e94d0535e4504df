// SPDX-License-Identifier: GPL-2.0
#include "parse/variables.hpp"

#include "parse/spelling.hpp"

#include <clang/AST/Attr.h>

namespace kxx::bindgen {

void Variables::add(const clang::VarDecl *decl)
{
	std::string name = decl->getName().str();
	int file = unit_.file_of(decl);

	if (decl->getStorageClass() == clang::SC_Static) {
		unit_.drop("variable", name, "static variable in a header", file);
		return;
	}
	const clang::VarDecl *canonical = decl->getCanonicalDecl();
	auto [known, fresh] = entities_.try_emplace(canonical, -1);
	if (!fresh) {
		if (known->second >= 0)
			unit_.declared_also_in(known->second, file);
		return;
	}
	std::set<int> needs;
	Scope scope{ .needs = &needs, .hint = name };
	const clang::VarDecl *recent = decl->getMostRecentDecl();
	clang::QualType type = recent->getType();
	try {
		std::string spelled = cxx_name(name);
		std::string text;
		scope.complete = type->isArrayType();
		if (decl->getStorageClass() == clang::SC_Register) {
			text = "register " + types_.print(type, spelled, scope);
		} else if (type->isVoidType()) {
			text = "extern const char " + spelled;
		} else {
			text = "extern " + types_.print(type, spelled, scope);
		}
		if (const auto *symbol = recent->getAttr<clang::AsmLabelAttr>())
			text += " asm(\"" + symbol->getLabel().str() + "\")";
		else if (spelled != name)
			text += " asm(\"" + name + "\")";
		if (recent->hasAttr<clang::WeakAttr>())
			text += " __attribute__((weak))";
		entities_[canonical] = unit_.add(EntityKind::Variable, name, decl, text + ";\n", needs);
	} catch (const Unrepresentable &reason) {
		unit_.drop("variable", name, reason.what(), file);
	}
}

} // namespace kxx::bindgen
