// SPDX-License-Identifier: GPL-2.0
//! The names of structs, unions and enums: C has a name space of its own for them, C++ has not.
#pragma once

#include "model.hpp"

#include <string>
#include <unordered_map>
#include <unordered_set>

#include <clang/AST/Decl.h>

namespace kxx::bindgen {

/// The C++ names of the tags of one translation unit.
class Tags {
public:
	explicit Tags(Model &model) : model_(model) {}

	/// Notes a typedef, whose name a different tag must not have. All are noted before the first name().
	void note_typedef(const clang::TypedefNameDecl *def);
	/// The C++ name of a tag; `hint` names one that is anonymous, after what uses it.
	std::string name(const clang::TagDecl *tag, const std::string &hint);
	/// The name that a tag has already got, or "".
	std::string known_name(const clang::TagDecl *tag) const;
	/// True if a tag or a typedef has this name.
	bool taken(const std::string &name) const;

private:
	Model &model_;
	std::unordered_map<std::string, const clang::TagDecl *> typedefs_;
	std::unordered_map<const clang::TagDecl *, std::string> names_;
	std::unordered_set<std::string> used_;
};

/// "struct", "union" or "enum".
const char *tag_keyword(const clang::TagDecl *tag);

/// True if C can name the type: by its tag, or by its typedef if it is anonymous.
bool has_name(const clang::TagDecl *tag);

/// How C spells a type that has a name: "struct mutex", "atomic_t".
std::string c_spelling(const clang::TagDecl *tag);

/// The same without the keyword.
std::string plain_name(const clang::TagDecl *tag);

/// The tag for which a typedef is only the name: `typedef struct {} x`, `typedef struct x x`.
const clang::TagDecl *named_tag(const clang::TypedefNameDecl *def);

/// The record without a name inside pointers and arrays, or null.
const clang::RecordDecl *anonymous_record(clang::QualType type);

} // namespace kxx::bindgen
