// SPDX-License-Identifier: GPL-2.0
#include "parse/typedefs.hpp"

#include "parse/spelling.hpp"
#include "parse/types.hpp"

#include <clang/AST/Attr.h>

namespace kxx::bindgen {

int Typedefs::entity(const clang::TypedefNameDecl *def)
{
	def = def->getCanonicalDecl();
	auto [known, fresh] = entities_.try_emplace(def, -1);
	if (!fresh)
		return known->second;
	if (named_tag(def) || is_builtin_type(def->getName().str()) || def->isImplicit() ||
	    !def->getDeclContext()->isTranslationUnit())
		return -1;

	std::set<int> needs;
	Scope scope{ .needs = &needs, .hint = def->getName().str() };
	std::string name = cxx_name(def->getName().str());
	std::string text;
	unsigned align = 0;
	if (def->hasAttr<clang::AlignedAttr>())
		align = def->getMaxAlignment() / 8;
	bool heavy = def->getUnderlyingType()->isArrayType() ||
		     (align && types_.value_of(def->getUnderlyingType())->isRecordType());
	scope.complete = heavy;
	try {
		text = "typedef " + types_.print(def->getUnderlyingType(), name, scope);
	} catch (const Unrepresentable &reason) {
		unit_.drop("typedef", def->getName().str(), reason.what(), unit_.file_of(def));
		return -1;
	}
	if (align)
		text += " __attribute__((aligned(" + std::to_string(align) + ")))";
	int id = unit_.add(EntityKind::Typedef, name, def, text + ";\n", needs);
	for (int need : needs)
		heavy = heavy || unit_.entity(need).kind == EntityKind::Record || unit_.entity(need).heavy;
	unit_.entity(id).heavy = heavy;
	return entities_[def] = id;
}

} // namespace kxx::bindgen
