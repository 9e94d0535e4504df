// SPDX-License-Identifier: GPL-2.0
#include "parse/functions.hpp"

#include "parse/shims.hpp"
#include "parse/spelling.hpp"

#include <cstring>

#include <clang/AST/Attr.h>

namespace kxx::bindgen {

static bool has_body(const clang::FunctionDecl *decl)
{
	for (const clang::FunctionDecl *other : decl->redecls())
		if (other->doesThisDeclarationHaveABody() || other->hasSkippedBody())
			return true;
	return false;
}

std::string function_attributes(const clang::FunctionDecl *decl)
{
	std::string text;
	auto attribute = [&](const std::string &name) { text += (text.empty() ? "" : ", ") + name; };

	if (decl->isNoReturn())
		attribute("noreturn");
	if (decl->hasAttr<clang::ColdAttr>())
		attribute("cold");
	if (decl->hasAttr<clang::ConstAttr>())
		attribute("const");
	if (decl->hasAttr<clang::PureAttr>())
		attribute("pure");
	if (decl->hasAttr<clang::RestrictAttr>())
		attribute("malloc");
	if (decl->hasAttr<clang::ReturnsNonNullAttr>())
		attribute("returns_nonnull");
	if (const auto *size = decl->getAttr<clang::AllocSizeAttr>()) {
		std::string args = std::to_string(size->getElemSizeParam().getSourceIndex());
		if (size->getNumElemsParam().isValid())
			args += ", " + std::to_string(size->getNumElemsParam().getSourceIndex());
		attribute("alloc_size(" + args + ")");
	}
	if (const auto *align = decl->getAttr<clang::AllocAlignAttr>())
		attribute("alloc_align(" + std::to_string(align->getParamIndex().getSourceIndex()) + ")");
	if (const auto *format = decl->getAttr<clang::FormatAttr>())
		attribute("format(" + format->getType()->getName().str() + ", " +
			  std::to_string(format->getFormatIdx()) + ", " + std::to_string(format->getFirstArg()) + ")");
	if (const auto *error = decl->getAttr<clang::ErrorAttr>())
		attribute(std::string(error->isError() ? "error" : "warning") + "(" +
			  quoted(error->getUserDiagnostic()) + ")");
	if (decl->hasAttr<clang::WarnUnusedResultAttr>())
		attribute("warn_unused_result");
	if (decl->hasAttr<clang::WeakAttr>())
		attribute("weak");
	return text.empty() ? "" : " __attribute__((" + text + "))";
}

/// True if this name means a macro in the kernel's C code, not the function.
bool Functions::shadowed(const std::string &name) const
{
	auto macro = unit_.model().macros.find(name);

	return appended_.prototype_of.contains(name) && macro != unit_.model().macros.end() &&
	       macro->second.expansion != name;
}

void Functions::add_function(const clang::FunctionDecl *decl)
{
	const clang::FunctionDecl *canonical = decl->getCanonicalDecl();
	const clang::FunctionDecl *recent = decl->getMostRecentDecl();
	std::string name = decl->getName().str();
	int file = unit_.file_of(decl);

	if (shadowed(name))
		return;
	bool shim = by_shim(decl);
	if (shim && !decl->doesThisDeclarationHaveABody() && !decl->hasSkippedBody()) {
		if (!has_body(decl))
			unit_.drop("function", name, "static function without a definition", file);
		return;
	}
	auto [known, fresh] = entities_.try_emplace(canonical, -1);
	if (!fresh) {
		if (known->second >= 0)
			unit_.declared_also_in(known->second, file);
		return;
	}
	std::set<int> needs;
	Scope scope{ .needs = &needs, .hint = name };
	try {
		std::string label;

		if (shim) {
			unit_.model().shims.push_back(make_shim(unit_, types_, recent, ShimOf::InlineFunction, name,
								unit_.shim_header(file)));
			label = unit_.model().shims.back().name;
		} else if (const auto *symbol = recent->getAttr<clang::AsmLabelAttr>()) {
			label = symbol->getLabel().str();
		} else if (cxx_name(name) != name) {
			label = name;
		}
		std::string text = types_.print_function(recent, cxx_name(name), scope, Parameters::Named);
		if (!label.empty())
			text += " asm(\"" + label + "\")";
		text += function_attributes(recent);
		int id = unit_.add(EntityKind::Function, name, decl, text + ";\n", needs);
		unit_.entity(id).is_inline = shim;
		entities_[canonical] = id;
	} catch (const Unrepresentable &reason) {
		unit_.drop(shim ? "inline function" : "function", name, reason.what(), file);
	}
}

void Functions::add_macro(const clang::FunctionDecl *decl)
{
	const std::string name = decl->getName().str().substr(std::strlen("kxx_m_"));
	auto known = appended_.prototype_of.find(name);

	if (known == appended_.prototype_of.end() || decl->isInvalidDecl() || !macros_seen_.insert(name).second)
		return;
	const MacroPrototype &prototype = *known->second;
	const Macro &macro = unit_.model().macros.at(name);
	// An object-like macro without parameters is a value unless it names a function.
	const bool value = !macro.function_like && decl->getNumParams() == 0;
	const int home = unit_.file_of_header(prototype.header);
	const int file = home >= 0 ? home : macro.file;
	std::string header = prototype.through;
	if (header.empty())
		header = home >= 0 ? unit_.shim_header(file) : prototype.header;
	std::set<int> needs;
	Scope scope{ .needs = &needs, .hint = name };
	try {
		Shim shim = make_shim(unit_, types_, decl, value ? ShimOf::Value : ShimOf::Macro, name, header);
		std::string text = types_.print_function(decl, cxx_name(name), scope, Parameters::Named) + " asm(\"" +
				   shim.name + "\")" + function_attributes(decl);
		Entity &entity = unit_.entity(unit_.add(EntityKind::Function, name, decl, text + ";\n", needs));
		entity.files = { file };
		entity.is_inline = true;
		entity.from_macro = true;
		unit_.model().shims.push_back(shim);
	} catch (const Unrepresentable &reason) {
		unit_.drop("macro", name, reason.what(), file);
	}
}

void Functions::drop_absent_macros()
{
	for (const MacroPrototype &prototype : unit_.model().prototypes)
		if (!unit_.model().macros.contains(prototype.name) && unit_.find(prototype.name).empty())
			unit_.drop("macro", prototype.name, "this kernel does not have it",
				   unit_.file_of_header(prototype.header));
	for (const MacroPrototype *prototype : appended_.prototypes)
		if (!macros_seen_.contains(prototype->name))
			unit_.drop("macro", prototype->name,
				   "its prototype in bindings/macros.h does not parse with this kernel's types",
				   unit_.file_of_header(prototype->header));
}

} // namespace kxx::bindgen
