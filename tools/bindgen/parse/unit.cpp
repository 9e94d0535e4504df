// SPDX-License-Identifier: GPL-2.0
#include "parse/unit.hpp"

#include "parse/tags.hpp"

#include <algorithm>
#include <iterator>

#include <clang/Basic/SourceManager.h>

namespace kxx::bindgen {

int file_at(const Model &model, unsigned offset)
{
	auto after = std::upper_bound(model.origins.begin(), model.origins.end(), offset,
				      [](unsigned value, const TextOrigin &o) { return value < o.offset; });

	return after == model.origins.begin() ? -1 : std::prev(after)->file;
}

Unit::Unit(Model &model, clang::ASTContext &context) : model_(model), context_(context)
{
	for (std::size_t i = 0; i < model.files.size(); ++i)
		file_of_key_[model.files[i].key] = i;
}

unsigned Unit::offset_of(clang::SourceLocation location) const
{
	const clang::SourceManager &sources = context_.getSourceManager();

	return sources.getFileOffset(sources.getExpansionLoc(location));
}

int Unit::file_of(const clang::Decl *decl) const
{
	return file_at(model_, offset_of(decl->getLocation()));
}

int Unit::file_of_header(const std::string &header) const
{
	std::string key = header.ends_with(".h") ? header.substr(0, header.size() - 2) : header;
	auto found = file_of_key_.find(key);

	return found == file_of_key_.end() ? -1 : found->second;
}

std::string Unit::shim_header(int file) const
{
	if (file < 0 || model_.files[file].root.empty())
		return "linux/module.h";
	return model_.files[file].root;
}

clang::DeclContext::lookup_result Unit::find(const std::string &name) const
{
	return context_.getTranslationUnitDecl()->lookup(&context_.Idents.get(name));
}

int Unit::add(EntityKind kind, const std::string &name, const clang::Decl *decl, const std::string &text,
	      const std::set<int> &needs) const
{
	Entity entity;

	entity.kind = kind;
	entity.name = name;
	entity.c_name = name;
	if (const auto *tag = clang::dyn_cast<clang::TagDecl>(decl))
		entity.c_name = has_name(tag) ? plain_name(tag) : "";
	else if (const auto *def = clang::dyn_cast<clang::TypedefNameDecl>(decl))
		entity.c_name = def->getName().str();
	entity.text = text;
	entity.files = { file_of(decl) };
	entity.order = offset_of(decl->getEndLoc());
	entity.needs = needs;
	model_.entities.push_back(entity);
	return model_.entities.size() - 1;
}

void Unit::declared_also_in(int id, int file) const
{
	std::vector<int> &files = model_.entities[id].files;

	if (std::find(files.begin(), files.end(), file) == files.end())
		files.push_back(file);
}

void Unit::drop(const std::string &kind, const std::string &name, const std::string &reason, int file) const
{
	model_.dropped.push_back({ kind, name, reason, file });
}

} // namespace kxx::bindgen
