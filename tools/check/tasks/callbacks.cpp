// SPDX-License-Identifier: GPL-2.0
#include "tasks/callbacks.hpp"

#include <clang/AST/DeclTemplate.h>
#include <clang/AST/DynamicRecursiveASTVisitor.h>
#include <clang/AST/ExprCXX.h>

#include "loans/types.hpp"

namespace kxx::check::tasks {

using namespace clang;

static const CXXRecordDecl *class_of(QualType type)
{
	while (const auto *array = dyn_cast<clang::ArrayType>(type.getCanonicalType()))
		type = array->getElementType();
	const CXXRecordDecl *record = type->getAsCXXRecordDecl();

	return record ? record->getDefinition() : nullptr;
}

/// Whether the class says `using NAME = void;`, as the library's callers do.
static bool says(const CXXRecordDecl *record, llvm::StringRef name)
{
	if (!record || !record->hasDefinition() || record->isDependentContext())
		return false;
	for (const Decl *declaration : record->decls())
		if (const auto *alias = dyn_cast<TypedefNameDecl>(declaration);
		    alias && alias->getName() == name && alias->getUnderlyingType()->isVoidType())
			return true;
	for (const CXXBaseSpecifier &base : record->bases())
		if (says(base.getType()->getAsCXXRecordDecl(), name))
			return true;
	return false;
}

bool is_callback_member(QualType type)
{
	return says(class_of(type), "CallbackMember");
}

bool is_caller(QualType type)
{
	const CXXRecordDecl *record = class_of(type.getNonReferenceType());

	return says(record, "CallbackMember") || says(record, "Caller");
}

static bool holds(QualType type, std::set<const CXXRecordDecl *> &seen)
{
	const CXXRecordDecl *record = class_of(type);

	if (!record || record->isDependentContext() || !seen.insert(record).second)
		return false;
	if (says(record, "CallbackMember") || says(record, "Caller"))
		return true;
	// An owner or a lock of the library holds its argument; its own members may be pointers or bytes.
	if (const auto *instance = dyn_cast<ClassTemplateSpecializationDecl>(record);
	    instance && (loans::is_owner(type) || loans::is_lock(type)))
		for (const TemplateArgument &argument : instance->getTemplateArgs().asArray())
			if (argument.getKind() == TemplateArgument::Type && holds(argument.getAsType(), seen))
				return true;
	for (const CXXBaseSpecifier &base : record->bases())
		if (holds(base.getType(), seen))
			return true;
	for (const FieldDecl *field : record->fields())
		if (holds(field->getType(), seen))
			return true;
	return false;
}

bool holds_caller(QualType type)
{
	std::set<const CXXRecordDecl *> seen;

	return holds(type, seen);
}

const CXXMethodDecl *callback_of(const FieldDecl *member)
{
	struct Finder : ConstDynamicRecursiveASTVisitor {
		const CXXMethodDecl *found = nullptr;

		bool VisitDeclRefExpr(const DeclRefExpr *name) override
		{
			const auto *calls = dyn_cast_or_null<ClassTemplateSpecializationDecl>(
				name->getType()->getAsCXXRecordDecl());

			if (!calls || !loans::is_kernel_class(calls, "Calls"))
				return true;
			const TemplateArgument &function = calls->getTemplateArgs()[0];
			if (function.getKind() == TemplateArgument::Declaration)
				found = dyn_cast<CXXMethodDecl>(function.getAsDecl());
			return true;
		}
	} finder;

	if (!is_callback_member(member->getType()))
		return nullptr;
	if (member->getInClassInitializer()) {
		finder.TraverseStmt(member->getInClassInitializer());
	} else if (const auto *record = dyn_cast<CXXRecordDecl>(member->getParent())) {
		for (const CXXConstructorDecl *constructor : record->ctors())
			for (const CXXCtorInitializer *initializer : constructor->inits())
				if (initializer->getAnyMember() == member)
					finder.TraverseStmt(initializer->getInit());
	}
	return finder.found;
}

bool parameter_starts(const FunctionDecl *callee, unsigned i)
{
	const FunctionDecl *pattern = callee->getTemplateInstantiationPattern();

	return (i < callee->getNumParams() && loans::has_word(callee->getParamDecl(i), "starts_callback")) ||
	       (pattern && i < pattern->getNumParams() && loans::has_word(pattern->getParamDecl(i), "starts_callback"));
}

const std::set<const FieldDecl *> &Uses::of(const FunctionDecl *function)
{
	struct Finder : ConstDynamicRecursiveASTVisitor {
		std::set<const FieldDecl *> fields;
		std::vector<const FunctionDecl *> called;

		bool VisitMemberExpr(const MemberExpr *member) override
		{
			if (!isa<CXXThisExpr>(member->getBase()->IgnoreParenImpCasts()))
				return true;
			if (const auto *field = dyn_cast<FieldDecl>(member->getMemberDecl()))
				fields.insert(field);
			else if (const auto *method = dyn_cast<FunctionDecl>(member->getMemberDecl()))
				called.push_back(method);
			return true;
		}
	} finder;
	auto [at, fresh] = known_.try_emplace(function->getCanonicalDecl());
	const FunctionDecl *definition = nullptr;

	if (!fresh || !function->hasBody(definition))
		return at->second;
	finder.TraverseStmt(definition->getBody());
	for (const FunctionDecl *other : finder.called) {
		const std::set<const FieldDecl *> &more = of(other);

		finder.fields.insert(more.begin(), more.end());
	}
	return known_[function->getCanonicalDecl()] = std::move(finder.fields);
}

} // namespace kxx::check::tasks
