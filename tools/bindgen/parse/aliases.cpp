// SPDX-License-Identifier: GPL-2.0
#include "parse/aliases.hpp"

#include "parse/functions.hpp"
#include "parse/shims.hpp"
#include "parse/spelling.hpp"

#include <algorithm>
#include <cctype>

#include <clang/AST/Attr.h>

namespace kxx::bindgen {

static bool is_identifier(const std::string &text)
{
	return !text.empty() && !std::isdigit(static_cast<unsigned char>(text[0])) &&
	       std::all_of(text.begin(), text.end(), [](unsigned char c) { return std::isalnum(c) || c == '_'; });
}

void Aliases::add_function(const Macro &macro, const clang::FunctionDecl *target)
{
	target = target->getMostRecentDecl();
	if (macro.name == target->getName() || appended_.prototype_of.contains(macro.name))
		return;
	for (const clang::NamedDecl *other : unit_.find(macro.name))
		if (clang::isa<clang::FunctionDecl>(other)) {
			++unit_.model().empty_macros;
			return;
		}
	std::set<int> needs;
	Scope scope{ .needs = &needs, .hint = macro.name };
	std::string label = target->getName().str();
	if (by_shim(target))
		label = shim_symbol(ShimOf::InlineFunction, label);
	else if (const auto *symbol = target->getAttr<clang::AsmLabelAttr>())
		label = symbol->getLabel().str();
	if (by_shim(target) && target->isVariadic()) {
		unit_.drop("macro", macro.name, "alias of an inline function that is not bound", macro.file);
		return;
	}
	try {
		std::string text = types_.print_function(target, cxx_name(macro.name), scope, Parameters::Named) +
				   " asm(\"" + label + "\")" + function_attributes(target);
		Entity &entity = unit_.entity(unit_.add(EntityKind::Function, macro.name, target, text + ";\n", needs));
		entity.files = { macro.file };
		entity.is_inline = by_shim(target);
	} catch (const Unrepresentable &reason) {
		unit_.drop("macro", macro.name, reason.what(), macro.file);
	}
}

bool Aliases::add_type(const Macro &macro)
{
	if (!is_identifier(macro.expansion) || is_keyword(macro.name))
		return false;
	for (const clang::NamedDecl *other : unit_.find(macro.expansion)) {
		std::set<int> needs;
		Scope scope{ .needs = &needs, .hint = macro.name };
		std::string target;

		if (const auto *tag = clang::dyn_cast<clang::TagDecl>(other))
			target = types_.print(unit_.context().getTagDeclType(tag), "", scope);
		else if (const auto *def = clang::dyn_cast<clang::TypedefNameDecl>(other))
			target = types_.print(unit_.context().getTypedefType(def), "", scope);
		else
			continue;
		if (types_.tags().taken(macro.name))
			return false;
		Entity entity;
		entity.kind = EntityKind::Typedef;
		entity.name = macro.name;
		entity.c_name = macro.name;
		entity.text = "using " + macro.name + " = " + target + ";\n";
		entity.files = { macro.file };
		entity.order = appended_.constants_start;
		entity.needs = needs;
		unit_.model().entities.push_back(entity);
		return true;
	}
	return false;
}

} // namespace kxx::bindgen
