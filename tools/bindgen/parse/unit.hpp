// SPDX-License-Identifier: GPL-2.0
//! The translation unit that clang has read, and the model that the parts of the parser fill from it.
#pragma once

#include "model.hpp"

#include <set>
#include <stdexcept>
#include <string>
#include <unordered_map>

#include <clang/AST/ASTContext.h>
#include <clang/AST/Decl.h>
#include <clang/Basic/SourceLocation.h>

namespace kxx::bindgen {

/// A C construct for which C++ has no declaration. The declaration that contains it is dropped.
struct Unrepresentable : std::runtime_error {
	using std::runtime_error::runtime_error;
};

/// The file from which a place in the preprocessed text comes, or -1.
int file_at(const Model &model, unsigned offset);

/// What every part of the parser reads and fills.
class Unit {
public:
	Unit(Model &model, clang::ASTContext &context);

	Model &model() const { return model_; }
	clang::ASTContext &context() const { return context_; }

	unsigned offset_of(clang::SourceLocation location) const;
	int file_of(const clang::Decl *decl) const;
	/// The file that C code includes by this name ("linux/slab.h"), or -1.
	int file_of_header(const std::string &header) const;
	/// The header that the shim of a declaration in `file` includes.
	std::string shim_header(int file) const;

	/// What the unit declares at file scope under this name.
	clang::DeclContext::lookup_result find(const std::string &name) const;

	/// Adds an entity that `decl` declares, and returns its number.
	int add(EntityKind kind, const std::string &name, const clang::Decl *decl, const std::string &text,
		const std::set<int> &needs) const;
	Entity &entity(int id) const { return model_.entities[id]; }
	/// Notes that one more file declares an entity.
	void declared_also_in(int id, int file) const;
	/// Notes an item that is not bound, and the reason.
	void drop(const std::string &kind, const std::string &name, const std::string &reason, int file) const;

private:
	Model &model_;
	clang::ASTContext &context_;
	std::unordered_map<std::string, int> file_of_key_;
};

} // namespace kxx::bindgen
