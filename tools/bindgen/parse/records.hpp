// SPDX-License-Identifier: GPL-2.0
//! The structs and unions of C in C++, and the layout that they must have there.
#pragma once

#include "parse/unit.hpp"

#include <cstdint>
#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>

namespace kxx::bindgen {

class Types;

class Records {
public:
	Records(Unit &unit, Types &types) : unit_(unit), types_(types) {}

	/// The entity of a record, which is made when it is first asked for. `hint` names an anonymous one. -1 if there
	/// is none: the record is incomplete, or has no form in C++.
	int entity(const clang::RecordDecl *decl, const std::string &hint);
	/// Decides for each flexible array whether C++ allows it. Call it when all records are there.
	void finish_flexible_arrays();

private:
	/// The outermost record that is being written.
	struct Body {
		TypeLayout layout = {};
		std::set<int> needs = {};
		std::string name = {};
		/// The names of its fields, and of those in its anonymous members.
		std::unordered_set<std::string> fields = {};
	};

	/// Where a field, or a record in one, lies inside the outermost record.
	struct Place {
		/// Of a field "a.b"; of a record, what its fields' paths begin with: "a.b.".
		std::string c_path = {};
		std::string cxx_path = {};
		uint64_t offset_bits = 0;
		/// False where no path leads, such as behind a pointer.
		bool reachable = true;
		bool within_anonymous = false;
	};

	std::string record_text(const clang::RecordDecl *def, const std::string &name, Body &body, const Place &place);
	void add_inner_types(const clang::RecordDecl *def, Body &body);
	std::string field_text(const clang::FieldDecl *field, const clang::RecordDecl *own, const char *flexible_array,
			       Body &body, const Place &record, uint64_t offset_bits);
	std::string own_record_text(const clang::FieldDecl *field, const clang::RecordDecl *own,
				    const std::string &declarator, Body &body, Place place);
	std::string enum_hint(const clang::RecordDecl *def, const clang::EnumDecl *list, const Body &body) const;
	void add_field(const clang::FieldDecl *field, Body &body, const Place &place);
	void add_layout(const clang::RecordDecl *def, Body &body);

	Unit &unit_;
	Types &types_;
	std::unordered_map<const clang::RecordDecl *, int> entities_;
	/// C++ names of records that are fields of others.
	std::unordered_set<std::string> embedded_;
};

} // namespace kxx::bindgen
