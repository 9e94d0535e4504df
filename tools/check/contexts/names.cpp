// SPDX-License-Identifier: GPL-2.0
//! lock-class-twice: two locks of different kinds, or two members of one class, with one name.
#include "contexts/judge.hpp"

#include <clang/AST/DeclTemplate.h>

#include "contexts/collect.hpp"
#include "contexts/declared.hpp"
#include "unit.hpp"

namespace kxx::check::contexts {

using namespace clang;

void collect_locks(Unit &unit, Facts &facts)
{
	std::map<const CXXRecordDecl *, SourceLocation> uses;
	auto each_variable = [&](auto look) {
		for (const CXXRecordDecl *record : unit.users_classes())
			for (const FieldDecl *field : record->fields())
				look(field, record);
		for (const Decl *declaration : unit.context().getTranslationUnitDecl()->decls())
			if (const auto *variable = dyn_cast<VarDecl>(declaration);
			    variable && unit.is_users(variable->getLocation()))
				look(variable, static_cast<const CXXRecordDecl *>(nullptr));
	};

	each_variable([&](const DeclaratorDecl *variable, const CXXRecordDecl *) {
		if (const CXXRecordDecl *type = variable->getType()->getAsCXXRecordDecl())
			uses.emplace(type, variable->getLocation());
	});
	each_variable([&](const DeclaratorDecl *variable, const CXXRecordDecl *owner) {
		QualType type = variable->getType();

		while (const clang::ArrayType *array = type->getAsArrayTypeUnsafe())
			type = array->getElementType();
		auto kind = type->isReferenceType() ? std::nullopt : named_lock(unit.context(), type);
		if (!kind)
			return;
		const auto use = uses.find(owner);
		const bool of_template = isa_and_nonnull<ClassTemplateSpecializationDecl>(owner) && use != uses.end();

		facts.locks.push_back(
			{ kind->lock_class, kind->name,
			  owner ? QualType(unit.context().getCanonicalTagType(owner)).getAsString() : std::string(),
			  unit.place(variable->getLocation()),
			  unit.place(of_template ? use->second : variable->getLocation()) });
	});
}

void judge_names(const Facts &facts, std::vector<Finding> &findings)
{
	std::map<std::string, std::vector<const LockFact *>> known;

	for (const LockFact &lock : facts.locks) {
		std::vector<const LockFact *> &others = known[lock.name];

		for (const LockFact *other : others) {
			const bool same_kind = other->lock_class == lock.lock_class;
			const bool same_owner = !lock.owner.empty() && other->owner == lock.owner;

			// A header is read by several files.
			if (same_kind && (!same_owner || other->place == lock.place))
				continue;
			findings.push_back(
				{ "lock-class-twice",
				  Level::Error,
				  same_owner ? lock.place : lock.used,
				  {},
				  same_kind ? "another member has the lock class '" + lock.name +
						      "' already: lockdep takes the two for one lock"
					    : "another lock has the class name '" + lock.name +
						      "' already: reports of lockdep would mix them up",
				  "give each kind of lock its own name",
				  { { same_owner ? other->place : other->used, "the other one is here" } } });
			break;
		}
		others.push_back(&lock);
	}
}

} // namespace kxx::check::contexts
