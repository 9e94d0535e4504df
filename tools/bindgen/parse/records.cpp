// SPDX-License-Identifier: GPL-2.0
#include "parse/records.hpp"

#include "parse/spelling.hpp"
#include "parse/types.hpp"

#include <algorithm>
#include <cstring>

#include <clang/AST/Attr.h>
#include <clang/AST/RecordLayout.h>

namespace kxx::bindgen {
namespace {

/// Stands for "[]" or "[0]" until it is known whether the record is a field of another.
constexpr char undecided_array[] = "@[]";

void collect_names(const clang::RecordDecl *def, std::unordered_set<std::string> &names)
{
	for (const clang::FieldDecl *field : def->fields()) {
		if (!field->getName().empty())
			names.insert(field->getName().str());
		else if (const auto *record = field->getType()->getAs<clang::RecordType>())
			collect_names(record->getDecl()->getDefinition(), names);
	}
}

std::string record_attributes(const clang::RecordDecl *def)
{
	std::string text;

	if (def->hasAttr<clang::PackedAttr>())
		text = "packed";
	unsigned align = def->hasAttr<clang::AlignedAttr>() ? def->getMaxAlignment() / 8 : 0;
	if (const clang::TypedefNameDecl *name = def->getTypedefNameForAnonDecl())
		if (name->hasAttr<clang::AlignedAttr>())
			align = std::max(align, name->getMaxAlignment() / 8);
	if (align)
		text += (text.empty() ? "" : ", ") + ("aligned(" + std::to_string(align) + ")");
	return text;
}

/// Only the declarator, for a type whose innermost part is already written.
std::string print_around(clang::QualType type, std::string inner)
{
	for (;;) {
		if (const auto *array = type->getAsArrayTypeUnsafe()) {
			const auto *sized = clang::dyn_cast<clang::ConstantArrayType>(array);
			inner += "[" + (sized ? std::to_string(sized->getSize().getZExtValue()) : std::string("0")) +
				 "]";
			type = array->getElementType();
		} else if (type->isPointerType()) {
			inner = "*" + inner;
			type = type->getPointeeType();
			if (type->isArrayType())
				inner = "(" + inner + ")";
		} else {
			return inner;
		}
	}
}

void indent(std::string &text)
{
	std::string result = "\t";

	for (std::size_t i = 0; i < text.size(); ++i) {
		result += text[i];
		if (text[i] == '\n' && i + 1 < text.size() && text[i + 1] != '#')
			result += '\t';
	}
	text = result;
}

} // namespace

int Records::entity(const clang::RecordDecl *decl, const std::string &hint)
{
	const clang::RecordDecl *canonical = clang::cast<clang::RecordDecl>(decl->getCanonicalDecl());
	auto [known, fresh] = entities_.try_emplace(canonical, -1);
	if (!fresh)
		return known->second;
	const clang::RecordDecl *def = decl->getDefinition();
	if (!def || def->isInvalidDecl() || def->isImplicit())
		return -1;

	Body body;
	std::string text;
	body.name = types_.tags().name(decl, hint);
	collect_names(def, body.fields);
	try {
		text = record_text(def, body.name, body, {});
	} catch (const Unrepresentable &reason) {
		unit_.drop(tag_keyword(decl), body.name, reason.what(), unit_.file_of(def));
		return -1;
	}
	int id = unit_.add(EntityKind::Record, body.name, def, text + ";\n", body.needs);
	if (has_name(decl))
		add_layout(def, body);
	return entities_[canonical] = id;
}

void Records::add_layout(const clang::RecordDecl *def, Body &body)
{
	const clang::ASTRecordLayout &place = unit_.context().getASTRecordLayout(def);
	TypeLayout &layout = body.layout;

	layout.c_name = c_spelling(def);
	layout.cxx_name = std::string(tag_keyword(def)) + " " + body.name;
	layout.plain_name = plain_name(def);
	layout.kind = def->isUnion() ? 'u' : 's';
	layout.file = unit_.file_of(def);
	layout.size = place.getSize().getQuantity();
	layout.align = place.getAlignment().getQuantity();
	unit_.model().layouts.push_back(layout);
}

/// The text of a record from its keyword to the closing brace and attributes. A record inside another has no name.
std::string Records::record_text(const clang::RecordDecl *def, const std::string &name, Body &body, const Place &place)
{
	const clang::ASTRecordLayout &layout = unit_.context().getASTRecordLayout(def);
	std::string text = tag_keyword(def);
	std::string attributes = record_attributes(def);
	unsigned pack = 0;

	if (const auto *max = def->getAttr<clang::MaxFieldAlignmentAttr>())
		pack = max->getAlignment() / 8;
	if (pack == 1) {
		attributes += attributes.empty() ? "packed" : ", packed";
		pack = 0;
	}
	if (!attributes.empty())
		text += " __attribute__((" + attributes + "))";
	if (!name.empty())
		text += " " + name;
	text += " {\n";
	add_inner_types(def, body);

	const std::vector<const clang::FieldDecl *> all(def->field_begin(), def->field_end());
	const clang::RecordDecl *previous = nullptr;
	for (std::size_t i = 0; i < all.size(); ++i) {
		const clang::RecordDecl *anonymous = anonymous_record(all[i]->getType());
		const bool shared =
			anonymous && (previous == anonymous ||
				      (i + 1 < all.size() && anonymous_record(all[i + 1]->getType()) == anonymous));
		// g++ requires a member with a nonzero size directly before a flexible array.
		const bool may_be_flexible = i + 1 == all.size() && !def->isUnion() && i > 0 && !name.empty() &&
					     !unit_.context().getTypeSizeInChars(all[i - 1]->getType()).isZero();

		previous = anonymous;
		text += field_text(all[i], shared ? nullptr : anonymous, may_be_flexible ? undecided_array : "[0]",
				   body, place, place.offset_bits + layout.getFieldOffset(i));
	}
	if (layout.getSize().isZero() && all.empty())
		text += "\tchar __kxx_empty[0];\n";
	text += "}";
	if (pack)
		text = "\n#pragma pack(push, " + std::to_string(pack) + ")\n" + text + ";\n#pragma pack(pop)\n";
	return text;
}

/// Enumerators and named types inside a record belong to the file scope in C.
void Records::add_inner_types(const clang::RecordDecl *def, Body &body)
{
	for (const clang::Decl *inner : def->decls()) {
		const auto *tag = clang::dyn_cast<clang::TagDecl>(inner);

		if (!tag || !tag->isThisDeclarationADefinition() || tag->isImplicit())
			continue;
		if (const auto *list = clang::dyn_cast<clang::EnumDecl>(tag)) {
			int id = types_.enums().entity(list, enum_hint(def, list, body));
			if (id >= 0)
				body.needs.insert(id);
		} else if (tag->getIdentifier()) {
			entity(clang::cast<clang::RecordDecl>(tag), "");
		}
	}
}

/// What an enum without a name is named after: the first field that has its type.
std::string Records::enum_hint(const clang::RecordDecl *def, const clang::EnumDecl *list, const Body &body) const
{
	if (has_name(list))
		return "";
	for (const clang::FieldDecl *field : def->fields())
		if (const auto *type = types_.value_of(field->getType())->getAs<clang::EnumType>())
			if (type->getDecl()->getCanonicalDecl() == list->getCanonicalDecl())
				return body.name + "_" + field->getName().str();
	return "";
}

/// One field. `own` is the anonymous record of its type if no other field shares it, `flexible_array` what a flexible
/// array is written as, `record` the place of the record that has the field.
std::string Records::field_text(const clang::FieldDecl *field, const clang::RecordDecl *own, const char *flexible_array,
				Body &body, const Place &record, uint64_t offset_bits)
{
	const std::string raw = field->getName().str();
	std::string name = cxx_name(raw);
	clang::QualType type = field->getType();
	const bool flexible = type->isIncompleteArrayType();

	// In C++, members of a class's anonymous unions must not have the name of the class.
	if (name == body.name && record.within_anonymous)
		name += "_";
	Place place = record;
	place.c_path += raw;
	place.cxx_path += name;
	place.offset_bits = offset_bits;

	// Several fields share it, so it becomes a named record, whose fields still count here.
	const clang::RecordDecl *shared = own ? nullptr : anonymous_record(type);
	if (shared && place.reachable && types_.value_of(type)->isRecordType() && !type->isArrayType()) {
		Place inside = place;

		inside.c_path += ".";
		inside.cxx_path += ".";
		record_text(shared->getDefinition(), "", body, inside);
	}
	const std::string declarator = name + (flexible ? flexible_array : "");
	std::string text;
	if (own) {
		text = own_record_text(field, own, declarator, body, place);
	} else {
		Scope scope{
			.needs = &body.needs, .fields = &body.fields, .hint = body.name + "_" + raw, .complete = true
		};

		if (flexible)
			type = type->getAsArrayTypeUnsafe()->getElementType();
		text = "\t" + types_.print(type, declarator, scope);
	}
	if (field->isBitField())
		text += (name.empty() ? ": " : " : ") + std::to_string(field->getBitWidthValue(unit_.context()));
	std::string attributes;
	if (field->hasAttr<clang::PackedAttr>())
		attributes = "packed";
	if (field->hasAttr<clang::AlignedAttr>())
		attributes += (attributes.empty() ? "" : ", ") +
			      ("aligned(" + std::to_string(field->getMaxAlignment() / 8) + ")");
	if (!attributes.empty())
		text += " __attribute__((" + attributes + "))";
	if (!raw.empty() && place.reachable)
		add_field(field, body, place);
	// A record by value that ends in a flexible array may not end in one in C++.
	if (const auto *by_value = types_.value_of(field->getType())->getAs<clang::RecordType>())
		embedded_.insert(types_.tags().known_name(by_value->getDecl()));
	return text + ";\n";
}

/// A field whose type is an anonymous record, which is written in the field.
std::string Records::own_record_text(const clang::FieldDecl *field, const clang::RecordDecl *own,
				     const std::string &declarator, Body &body, Place place)
{
	clang::QualType type = field->getType(), value = type;

	// Offsets inside an array of anonymous structs go through its first element; behind a pointer there is no path.
	while (const auto *array = value->getAsArrayTypeUnsafe()) {
		const auto *sized = clang::dyn_cast<clang::ConstantArrayType>(array);

		if (!sized || sized->getSize().isZero())
			place.reachable = false;
		place.c_path += "[0]";
		place.cxx_path += "[0]";
		value = array->getElementType();
	}
	if (value->isPointerType())
		place.reachable = false;
	if (!field->getName().empty()) {
		place.c_path += ".";
		place.cxx_path += ".";
	}
	place.within_anonymous = true;
	std::string text = qualifiers(value.getQualifiers()) + record_text(own->getDefinition(), "", body, place);
	if (type->isIncompleteArrayType())
		type = type->getAsArrayTypeUnsafe()->getElementType();
	std::string around = print_around(type, declarator);
	if (!around.empty())
		text += " " + around;
	indent(text);
	return text;
}

void Records::add_field(const clang::FieldDecl *field, Body &body, const Place &place)
{
	clang::QualType type = field->getType();
	FieldLayout layout;

	layout.c_path = place.c_path;
	layout.cxx_path = place.cxx_path;
	layout.offset_bits = place.offset_bits;
	if (field->isBitField())
		layout.width = field->getBitWidthValue(unit_.context());
	layout.flexible = type->isIncompleteArrayType();
	if (!layout.flexible)
		layout.size = unit_.context().getTypeSizeInChars(type).getQuantity();
	layout.is_signed = type->isSignedIntegerOrEnumerationType();
	body.layout.fields.push_back(layout);
}

void Records::finish_flexible_arrays()
{
	for (Entity &entity : unit_.model().entities) {
		if (entity.kind != EntityKind::Record)
			continue;
		std::size_t at = entity.text.find(undecided_array);
		if (at != std::string::npos)
			entity.text.replace(at, std::strlen(undecided_array),
					    embedded_.contains(entity.name) ? "[0]" : "[]");
	}
}

} // namespace kxx::bindgen
