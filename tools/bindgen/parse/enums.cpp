// SPDX-License-Identifier: GPL-2.0
#include "parse/enums.hpp"

#include "parse/spelling.hpp"
#include "parse/types.hpp"

#include <clang/AST/Attr.h>

namespace kxx::bindgen {

/// A literal that has the type that the value has in C.
static std::string literal(const llvm::APSInt &value)
{
	llvm::SmallString<32> digits;

	if (value.isSigned() && value.isMinSignedValue() && value.getBitWidth() >= 32)
		return value.getBitWidth() == 32 ? "(-2147483647 - 1)" : "(-9223372036854775807L - 1)";
	value.toString(digits, 10);
	std::string number(digits.str());
	if (value.isUnsigned() && value.getActiveBits() > 31)
		number += value.getActiveBits() > 32 ? "UL" : "U";
	else if (value.getSignificantBits() > 32)
		number += "L";
	return number;
}

/// "A = 1, B = 2"
std::string Enums::enumerators(const clang::EnumDecl *def)
{
	std::string text;

	for (const clang::EnumConstantDecl *constant : def->enumerators()) {
		std::string item = constant->getName().str();

		if (item == "true" || item == "false")
			continue;
		std::string number = literal(constant->getInitVal());
		unit_.model().enumerators.push_back({ item, number, unit_.file_of(constant) });
		text += (text.empty() ? "" : ", ") + cxx_name(item) + " = " + number;
	}
	return text;
}

void Enums::add_layout(const clang::EnumDecl *def, const std::string &name)
{
	clang::QualType integer = def->getIntegerType();
	TypeLayout layout;

	layout.c_name = c_spelling(def);
	layout.cxx_name = "enum " + name;
	layout.plain_name = plain_name(def);
	layout.kind = 'e';
	layout.file = unit_.file_of(def);
	layout.size = unit_.context().getTypeSize(integer) / 8;
	layout.align = unit_.context().getTypeAlign(integer) / 8;
	layout.is_signed = integer->isSignedIntegerType();
	unit_.model().layouts.push_back(layout);
}

int Enums::entity(const clang::EnumDecl *decl, const std::string &hint)
{
	const clang::ASTContext &context = unit_.context();
	const clang::EnumDecl *canonical = decl->getCanonicalDecl();
	auto [known, fresh] = entities_.try_emplace(canonical, -1);
	if (!fresh)
		return known->second;
	const clang::EnumDecl *def = decl->getDefinition();
	std::string name = has_name(decl) || !hint.empty() ? types_.tags().name(decl, hint) : "";
	std::string text = name.empty() ? "enum" : "enum " + name;

	if (!def)
		return entities_[canonical] =
			       unit_.add(EntityKind::Enum, name, canonical, text + " : unsigned int;\n", {});
	clang::QualType integer = def->getIntegerType();
	if (def->hasAttr<clang::PackedAttr>() || context.getTypeSize(integer) < context.getTypeSize(context.IntTy)) {
		Scope scope;
		text += " : " + types_.print(integer.getCanonicalType(), "", scope);
	}
	std::string list = enumerators(def);
	if (list.empty() && name.empty())
		return -1;
	text += " {" + (list.empty() ? "" : " " + list) + " };\n";
	int id = unit_.add(EntityKind::Enum, name, def, text, {});
	if (has_name(decl))
		add_layout(def, name);
	return entities_[canonical] = id;
}

} // namespace kxx::bindgen
