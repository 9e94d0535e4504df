// SPDX-License-Identifier: GPL-2.0
#include "tasks/members.hpp"

#include <clang/AST/Attr.h>
#include <clang/AST/DeclTemplate.h>
#include <clang/AST/DynamicRecursiveASTVisitor.h>

#include "loans/types.hpp"
#include "values/expressions.hpp"

namespace kxx::check::tasks {

using namespace clang;

/// An owner of which there may be several: an Arc, a Ref.
static bool is_shared_owner(QualType type)
{
	if (type->isPointerType())
		return true;
	if (const CXXRecordDecl *record = type->getAsCXXRecordDecl(); record && record->hasDefinition())
		for (const CXXMethodDecl *method : record->methods())
			if (method->getIdentifier() && method->getName() == "share")
				return true;
	return false;
}

std::optional<Named> named(const Expr *expression)
{
	expression = values::bare(expression);
	if (const auto *temporary = dyn_cast<MaterializeTemporaryExpr>(expression))
		return named(temporary->getSubExpr());
	if (const auto *member = dyn_cast<MemberExpr>(expression)) {
		const auto *field = dyn_cast<FieldDecl>(member->getMemberDecl());
		std::optional<Named> found;

		if (!field)
			return std::nullopt;
		if (isa<CXXThisExpr>(member->getBase()->IgnoreParenImpCasts()))
			found = Named{ field };
		else
			found = named(member->getBase());
		if (found && field->getType()->isReferenceType())
			found->shared = true;
		return found;
	}
	if (const auto *name = dyn_cast<DeclRefExpr>(expression)) {
		const auto *variable = dyn_cast<VarDecl>(name->getDecl());

		if (!variable || !variable->hasLocalStorage())
			return std::nullopt;
		if (variable->getType()->isReferenceType() && variable->getInit() && !isa<ParmVarDecl>(variable))
			return named(variable->getInit());
		return Named{ variable, variable->getType()->isReferenceType() };
	}
	if (const auto *unary = dyn_cast<UnaryOperator>(expression)) {
		if (unary->getOpcode() != UO_AddrOf && unary->getOpcode() != UO_Deref)
			return std::nullopt;
		std::optional<Named> found = named(unary->getSubExpr());

		if (found && unary->getOpcode() == UO_Deref &&
		    isa<MemberExpr, DeclRefExpr>(values::bare(unary->getSubExpr())))
			found->shared = true;
		return found;
	}
	if (const auto *call = dyn_cast<CallExpr>(expression)) {
		const Expr *object = values::object_of(call);
		const FunctionDecl *callee = call->getDirectCallee();

		if (!object || !callee || !loans::borrows_from_this(callee))
			return std::nullopt;
		std::optional<Named> found = named(object);

		if (found && is_shared_owner(object->getType()))
			found->shared = true;
		if (found && loans::is_guard(call->getType()))
			found->locked = true;
		return found;
	}
	return std::nullopt;
}

const FieldDecl *member_of_this(const Expr *expression)
{
	const auto *member = dyn_cast<MemberExpr>(values::bare(expression));

	return member && isa<CXXThisExpr>(member->getBase()->IgnoreParenImpCasts())
		       ? dyn_cast<FieldDecl>(member->getMemberDecl())
		       : nullptr;
}

static bool points(QualType type)
{
	return type->isReferenceType() || (type->isPointerType() && !type->isFunctionPointerType());
}

/// The constructions of an expression.
struct Constructions : ConstDynamicRecursiveASTVisitor {
	std::vector<const CXXConstructExpr *> found;

	bool VisitCXXConstructExpr(const CXXConstructExpr *construct) override
	{
		found.push_back(construct);
		return true;
	}
};

std::set<unsigned> kept_parameters(const CXXConstructorDecl *constructor)
{
	const FunctionDecl *definition = nullptr;
	std::set<unsigned> kept;

	for (const ParmVarDecl *parameter : constructor->parameters())
		if (parameter->hasAttr<LifetimeBoundAttr>() && points(parameter->getType()))
			kept.insert(parameter->getFunctionScopeIndex());
	if (!constructor->isDefined(definition) || constructor->isCopyOrMoveConstructor())
		return kept;
	auto parameter_in = [&](const Expr *value) -> const ParmVarDecl * {
		value = values::bare(value);
		if (const auto *unary = dyn_cast<UnaryOperator>(value); unary && unary->getOpcode() == UO_AddrOf)
			value = values::bare(unary->getSubExpr());
		const auto *name = dyn_cast<DeclRefExpr>(value);
		const auto *parameter = name ? dyn_cast<ParmVarDecl>(name->getDecl()) : nullptr;

		return parameter && points(parameter->getType()) ? parameter : nullptr;
	};

	for (const CXXCtorInitializer *initializer : cast<CXXConstructorDecl>(definition)->inits()) {
		if (const FieldDecl *field = initializer->getAnyMember(); field && points(field->getType()))
			if (const ParmVarDecl *parameter = parameter_in(initializer->getInit()))
				kept.insert(parameter->getFunctionScopeIndex());
		Constructions inner;

		inner.TraverseStmt(initializer->getInit());
		for (const CXXConstructExpr *construct : inner.found)
			for (unsigned i : kept_parameters(construct->getConstructor()))
				if (i < construct->getNumArgs())
					if (const ParmVarDecl *parameter = parameter_in(construct->getArg(i)))
						kept.insert(parameter->getFunctionScopeIndex());
	}
	return kept;
}

/// The class of which a call makes an owner: T of Result<Box<T>>.
static const CXXRecordDecl *made_class(QualType type)
{
	const auto *instance = dyn_cast_or_null<ClassTemplateSpecializationDecl>(type->getAsCXXRecordDecl());

	if (!instance || instance->getTemplateArgs().size() == 0 ||
	    instance->getTemplateArgs()[0].getKind() != TemplateArgument::Type)
		return nullptr;
	QualType part = instance->getTemplateArgs()[0].getAsType();
	return loans::is_owner(type) ? part->getAsCXXRecordDecl() : made_class(part);
}

std::set<const ValueDecl *> referred_by(Unit &unit, const Expr *expression, const References &variables)
{
	struct Finder : ConstDynamicRecursiveASTVisitor {
		Unit &unit;
		const References &variables;
		std::set<const ValueDecl *> referred;

		Finder(Unit &unit, const References &variables) : unit(unit), variables(variables) {}

		void keep(const Expr *argument)
		{
			if (auto object = named(argument); object && !object->shared)
				referred.insert(object->root);
		}
		/// A view of the library is gone at the end of the expression, or is the business of the loans.
		bool is_kept(const CXXRecordDecl *record)
		{
			return loans::is_kernel_class(record, "Outlives") ||
			       (!unit.in_library(record->getLocation()) && unit.is_users(record->getLocation()));
		}
		void constructed(const CXXConstructorDecl *constructor, llvm::ArrayRef<const Expr *> arguments)
		{
			if (!is_kept(constructor->getParent()))
				return;
			for (unsigned i : kept_parameters(constructor))
				if (i < arguments.size())
					keep(arguments[i]);
		}
		bool VisitCXXConstructExpr(const CXXConstructExpr *construct) override
		{
			constructed(construct->getConstructor(),
				    llvm::ArrayRef(construct->getArgs(), construct->getNumArgs()));
			return true;
		}
		bool VisitInitListExpr(const InitListExpr *list) override
		{
			const CXXRecordDecl *record = list->getType()->getAsCXXRecordDecl();
			unsigned i = 0;

			if (!record || !record->isAggregate() || record->getNumBases() || !is_kept(record))
				return true;
			for (const FieldDecl *field : record->fields()) {
				if (i < list->getNumInits() && points(field->getType()))
					keep(list->getInit(i));
				i++;
			}
			return true;
		}
		/// make_box<T>(flags, arguments...) and its like construct a T from the arguments.
		bool VisitCallExpr(const CallExpr *call) override
		{
			const CXXRecordDecl *made =
				isa<CXXOperatorCallExpr>(call) ? nullptr : made_class(call->getType());
			llvm::ArrayRef<const Expr *> arguments(call->getArgs(), call->getNumArgs());

			made = made ? made->getDefinition() : nullptr;
			if (!made || arguments.empty())
				return true;
			arguments = arguments.drop_front();
			for (const CXXConstructorDecl *constructor : made->ctors())
				if (constructor->getNumParams() == arguments.size())
					constructed(constructor, arguments);
			return true;
		}
		bool VisitDeclRefExpr(const DeclRefExpr *name) override
		{
			if (auto known = variables.find(name->getDecl()); known != variables.end())
				referred.insert(known->second.begin(), known->second.end());
			return true;
		}
		bool TraverseLambdaExpr(const LambdaExpr *) override { return true; }
	} finder(unit, variables);

	finder.TraverseStmt(expression);
	return std::move(finder.referred);
}

} // namespace kxx::check::tasks
