// SPDX-License-Identifier: GPL-2.0
//! How C++ writes a type that a C declaration uses, and which entities it needs for that.
#pragma once

#include "parse/enums.hpp"
#include "parse/records.hpp"
#include "parse/tags.hpp"
#include "parse/typedefs.hpp"
#include "parse/unit.hpp"

#include <set>
#include <string>
#include <unordered_set>

#include <clang/AST/Type.h>

namespace kxx::bindgen {

/// The declaration in which a type is written.
struct Scope {
	/// Where the entities go that the declaration needs.
	std::set<int> *needs = nullptr;
	/// Field names of the record being written, which hide typedefs.
	const std::unordered_set<std::string> *fields = nullptr;
	/// What an anonymous type is named after.
	std::string hint = {};
	/// A definition needs by-value records complete; a declaration does not.
	bool complete = false;
};

/// The names of the parameters in a function's declarator.
enum class Parameters {
	Unnamed,
	/// As the function's declaration has them.
	Named,
	/// kxx_a0, kxx_a1, …: those of a shim.
	Numbered,
};

/// Writes types, and makes the entities that they refer to.
class Types {
public:
	explicit Types(Unit &unit);

	/// Writes a declarator of `type` around `inner`. Throws Unrepresentable.
	std::string print(clang::QualType type, const std::string &inner, Scope &scope);
	/// The same for the type of a function.
	std::string print_function(const clang::FunctionDecl *decl, const std::string &inner, Scope &scope,
				   Parameters parameters);

	/// The compiler's own va_list, under whatever typedef.
	bool is_va_list(clang::QualType type) const;
	/// The canonical type of the elements of an array, of arrays in it, or the type itself.
	clang::QualType value_of(clang::QualType type) const;

	Tags &tags() { return tags_; }
	Typedefs &typedefs() { return typedefs_; }
	Enums &enums() { return enums_; }
	Records &records() { return records_; }

private:
	std::string print_function(const clang::FunctionType *type, const clang::FunctionDecl *decl,
				   const std::string &inner, Scope &scope, Parameters parameters);
	std::string print_pointer(clang::QualType pointee, clang::Qualifiers quals, const std::string &inner,
				  Scope &scope);
	std::string print_typedef(const clang::TypedefType *type, clang::Qualifiers quals, const std::string &inner,
				  Scope &scope);
	std::string print_tag(const clang::TagDecl *tag, const std::string &quals, const std::string &inner,
			      Scope &scope);
	void need_record(const clang::RecordDecl *record, Scope &scope);
	clang::QualType requalify(clang::QualType type, clang::Qualifiers quals) const;
	const clang::Type *strip(clang::QualType type) const;

	Unit &unit_;
	Tags tags_;
	Typedefs typedefs_;
	Enums enums_;
	Records records_;
};

/// "const volatile ", as far as it applies.
std::string qualifiers(clang::Qualifiers quals);

} // namespace kxx::bindgen
