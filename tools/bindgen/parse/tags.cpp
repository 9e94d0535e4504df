// SPDX-License-Identifier: GPL-2.0
#include "parse/tags.hpp"

#include "parse/spelling.hpp"

#include <clang/AST/Type.h>

namespace kxx::bindgen {

void Tags::note_typedef(const clang::TypedefNameDecl *def)
{
	const clang::TagDecl *tag = nullptr;

	if (const auto *type = def->getUnderlyingType()->getAs<clang::TagType>())
		if (clang::isa<clang::ElaboratedType>(def->getUnderlyingType()) &&
		    !def->getUnderlyingType().hasQualifiers())
			tag = type->getDecl()->getCanonicalDecl();
	typedefs_.try_emplace(def->getName().str(), tag);
}

std::string Tags::name(const clang::TagDecl *tag, const std::string &hint)
{
	tag = tag->getCanonicalDecl();
	auto known = names_.find(tag);
	if (known != names_.end())
		return known->second;

	std::string name;
	if (const clang::IdentifierInfo *id = tag->getIdentifier()) {
		const std::string own = id->getName().str();
		auto same = typedefs_.find(own);

		name = cxx_name(own);
		if (same != typedefs_.end() && same->second != tag && !is_builtin_type(own)) {
			name += "_tag";
			++model_.renamed;
		}
	} else if (const clang::TypedefNameDecl *def = tag->getTypedefNameForAnonDecl()) {
		name = cxx_name(def->getName().str());
	} else {
		name = (hint.empty() ? "anonymous" : hint) + "__type";
	}
	while (!used_.insert(name).second)
		name += "_";
	return names_[tag] = name;
}

std::string Tags::known_name(const clang::TagDecl *tag) const
{
	auto known = names_.find(tag->getCanonicalDecl());

	return known == names_.end() ? "" : known->second;
}

bool Tags::taken(const std::string &name) const
{
	return typedefs_.contains(name) || used_.contains(name);
}

const char *tag_keyword(const clang::TagDecl *tag)
{
	return tag->isEnum() ? "enum" : tag->isUnion() ? "union" : "struct";
}

bool has_name(const clang::TagDecl *tag)
{
	return tag->getIdentifier() || tag->getTypedefNameForAnonDecl();
}

std::string c_spelling(const clang::TagDecl *tag)
{
	return tag->getIdentifier() ? tag_keyword(tag) + (" " + plain_name(tag)) : plain_name(tag);
}

std::string plain_name(const clang::TagDecl *tag)
{
	return tag->getIdentifier() ? tag->getName().str() : tag->getTypedefNameForAnonDecl()->getName().str();
}

const clang::TagDecl *named_tag(const clang::TypedefNameDecl *def)
{
	const auto *type = def->getUnderlyingType()->getAs<clang::TagType>();

	if (!type || def->getUnderlyingType().hasQualifiers() ||
	    !clang::isa<clang::ElaboratedType>(def->getUnderlyingType()))
		return nullptr;
	if (def->getUnderlyingType()->getAs<clang::TypedefType>())
		return nullptr;
	const clang::TagDecl *tag = type->getDecl();
	if (!tag->getIdentifier()) {
		const clang::TypedefNameDecl *name = tag->getTypedefNameForAnonDecl();
		return name && name->getCanonicalDecl() == def->getCanonicalDecl() ? tag : nullptr;
	}
	return tag->getName() == def->getName() ? tag : nullptr;
}

const clang::RecordDecl *anonymous_record(clang::QualType type)
{
	for (;;) {
		if (const auto *array = type->getAsArrayTypeUnsafe())
			type = array->getElementType();
		else if (type->isPointerType() && !type->getAs<clang::TypedefType>())
			type = type->getPointeeType();
		else
			break;
	}
	const auto *record = type->getAs<clang::RecordType>();
	return record && !has_name(record->getDecl()) ? record->getDecl() : nullptr;
}

} // namespace kxx::bindgen
