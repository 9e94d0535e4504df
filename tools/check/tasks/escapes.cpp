// SPDX-License-Identifier: GPL-2.0
#include "tasks/escapes.hpp"

#include <map>
#include <set>

#include <clang/AST/ASTContext.h>
#include <clang/AST/Attr.h>
#include <clang/AST/DeclTemplate.h>
#include <clang/AST/DynamicRecursiveASTVisitor.h>

#include "loans/types.hpp"
#include "tasks/callbacks.hpp"
#include "tasks/members.hpp"
#include "values/expressions.hpp"

namespace kxx::check::tasks {

using namespace clang;

namespace {

/// The class that an owner owns, or null.
const CXXRecordDecl *owned_class(QualType type)
{
	const auto *owner =
		dyn_cast_or_null<ClassTemplateSpecializationDecl>(type.getNonReferenceType()->getAsCXXRecordDecl());

	if (!owner || !loans::is_owner(type) || owner->getTemplateArgs()[0].getKind() != TemplateArgument::Type)
		return nullptr;
	const CXXRecordDecl *owned = owner->getTemplateArgs()[0].getAsType()->getAsCXXRecordDecl();
	return owned ? owned->getDefinition() : nullptr;
}

/// Whether objects of the type have a place for an owner of a `wanted`.
bool has_room_for(QualType type, const CXXRecordDecl *wanted, std::set<const CXXRecordDecl *> &seen)
{
	const CXXRecordDecl *record = type->getAsCXXRecordDecl();

	record = record ? record->getDefinition() : nullptr;
	if (!record || !seen.insert(record).second)
		return false;
	if (owned_class(type) == wanted)
		return true;
	if (const auto *instance = dyn_cast<ClassTemplateSpecializationDecl>(record))
		for (const TemplateArgument &argument : instance->getTemplateArgs().asArray())
			if (argument.getKind() == TemplateArgument::Type &&
			    has_room_for(argument.getAsType(), wanted, seen))
				return true;
	for (const FieldDecl *field : record->fields())
		if (has_room_for(field->getType(), wanted, seen))
			return true;
	return false;
}

class Escapes : public ConstDynamicRecursiveASTVisitor {
public:
	Escapes(Unit &unit, const FunctionDecl *function) : unit_(unit), function_(function)
	{
		const auto *constructor = dyn_cast<CXXConstructorDecl>(function);

		is_base_ = constructor && constructor->getParent()->isPolymorphic() &&
			   !constructor->getParent()->hasAttr<FinalAttr>();
	}

	bool VisitCallExpr(const CallExpr *call) override
	{
		const FunctionDecl *callee = call->getDirectCallee();
		const Expr *object = values::object_of(call);

		if (!callee)
			return true;
		if (is_base_)
			registers_this(call);
		if (object && callee->getIdentifier() && callee->getName() == "leak" &&
		    unit_.in_library(callee->getLocation()))
			leaks(call, object);
		else if (object && unit_.is_users(callee->getLocation()))
			owns(call, object);
		return true;
	}

private:
	/// A function of another object gets `this` while derived classes are not constructed yet.
	void registers_this(const CallExpr *call)
	{
		const Expr *object = values::object_of(call);

		if (object && member_of_this(object) && !member_of_this(object)->getType()->isReferenceType() &&
		    !member_of_this(object)->getType()->isPointerType() && !loans::is_lock(object->getType()))
			return;
		for (const values::Argument &argument : values::arguments_of(call))
			if (isa<CXXThisExpr>(values::bare(argument.value)) && unit_.is_users(call->getBeginLoc()))
				unit_.report(
					{ "published-early",
					  Level::Error,
					  unit_.place(call->getBeginLoc()),
					  name_of(function_),
					  "others get the object here, and may call its virtual functions before the "
					  "constructor of a derived class has run",
					  "register the object when it is complete, in the function that makes it",
					  {} });
	}

	void leaks(const CallExpr *call, const Expr *object)
	{
		const CXXRecordDecl *owned = owned_class(object->getType());

		if (owned && holds_caller(QualType(unit_.context().getCanonicalTagType(owned))))
			unit_.report({ "outlived-callback",
				       Level::Error,
				       unit_.place(call->getBeginLoc()),
				       name_of(function_),
				       "nothing ends the '" + owned->getNameAsString() +
					       "', through which the kernel calls this module after it is gone",
				       "keep the owner in an object that unloading destroys",
				       {} });
	}

	/// `left->meet(right.share())` and `right->meet(left.share())`: neither is ever destroyed.
	void owns(const CallExpr *call, const Expr *object)
	{
		auto owner = named(object);

		if (!owner)
			return;
		QualType type =
			object->getType()->isPointerType() ? object->getType()->getPointeeType() : object->getType();
		for (const values::Argument &argument : values::arguments_of(call)) {
			const auto *share = dyn_cast<CallExpr>(values::bare(argument.value));
			const Expr *shared = share ? values::object_of(share) : nullptr;
			auto part = shared ? named(shared) : std::nullopt;
			const CXXRecordDecl *owned = share ? owned_class(share->getType()) : nullptr;
			std::set<const CXXRecordDecl *> seen;

			if (!part || !owned || !loans::is_owner(shared->getType()) || !has_room_for(type, owned, seen))
				continue;
			owned_[owner->root].insert(part->root);
			if (reaches(part->root, owner->root) && holds_caller(type))
				unit_.report(
					{ "outlived-callback",
					  Level::Error,
					  unit_.place(call->getBeginLoc()),
					  name_of(function_),
					  "'" + owner->root->getNameAsString() + "' and '" +
						  part->root->getNameAsString() +
						  "' own each other from here on, so that nobody destroys them and "
						  "stops what they have started",
					  "let one of them have something that does not own, such as a number",
					  {} });
		}
	}

	bool reaches(const ValueDecl *from, const ValueDecl *to)
	{
		std::set<const ValueDecl *> seen;
		std::vector<const ValueDecl *> waiting{ from };

		while (!waiting.empty()) {
			const ValueDecl *one = waiting.back();

			waiting.pop_back();
			if (one == to)
				return true;
			if (auto next = owned_.find(one); next != owned_.end() && seen.insert(one).second)
				waiting.insert(waiting.end(), next->second.begin(), next->second.end());
		}
		return false;
	}

	Unit &unit_;
	const FunctionDecl *function_;
	bool is_base_;
	std::map<const ValueDecl *, std::set<const ValueDecl *>> owned_;
};

} // namespace

void check_escapes(Unit &unit)
{
	for (const FunctionDecl *function : unit.users_functions())
		Escapes(unit, function).TraverseStmt(function->getBody());
}

} // namespace kxx::check::tasks
