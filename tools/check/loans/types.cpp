// SPDX-License-Identifier: GPL-2.0
#include "loans/types.hpp"

#include <map>

#include <clang/AST/ASTContext.h>
#include <clang/AST/Attr.h>
#include <clang/AST/DeclTemplate.h>
#include <clang/Analysis/Analyses/LifetimeSafety/LifetimeAnnotations.h>

namespace kxx::check::loans {

namespace lifetimes = clang::lifetimes;

static const clang::CXXRecordDecl *class_of(clang::QualType type)
{
	const clang::CXXRecordDecl *record = type.getNonReferenceType()->getAsCXXRecordDecl();

	return record ? record->getDefinition() : nullptr;
}

bool is_owner(clang::QualType type)
{
	return lifetimes::isGslOwnerType(type.getNonReferenceType());
}

bool is_raw(clang::QualType type)
{
	const clang::CXXRecordDecl *record = class_of(type);

	return type->isPointerType() ||
	       (record && record->isInStdNamespace() && record->getName() == "coroutine_handle");
}

bool is_view(clang::QualType type)
{
	type = type.getNonReferenceType();
	return is_raw(type) || lifetimes::isGslPointerType(type);
}

bool is_lock(clang::QualType type)
{
	const clang::CXXRecordDecl *record = class_of(type);

	return record && record->hasAttr<clang::CapabilityAttr>();
}

/// What is known of the classes of one file. The next one has classes of its own, which may lie at the same addresses.
struct KnownClasses {
	std::map<const clang::CXXRecordDecl *, bool> can_point = {}, task_bound = {};
};

static KnownClasses known_classes;

void forget_classes()
{
	known_classes = {};
}

static bool element_can_point(clang::QualType type);

static bool class_can_point(const clang::CXXRecordDecl *record)
{
	auto &known = known_classes.can_point;

	if (!record || !(record = record->getDefinition()) || record->isDependentContext())
		return true;
	// While the answer is being looked for, a class in itself adds nothing.
	auto [at, fresh] = known.emplace(record, false);
	if (!fresh)
		return at->second;
	bool found = false;
	const auto *instance = clang::dyn_cast<clang::ClassTemplateSpecializationDecl>(record);

	// An owner owns what its own pointers point to; what it holds may point elsewhere.
	if (record->hasAttr<clang::OwnerAttr>() || record->hasAttr<clang::CapabilityAttr>()) {
		if (instance)
			for (const clang::TemplateArgument &argument : instance->getTemplateArgs().asArray())
				if (argument.getKind() == clang::TemplateArgument::Type)
					found |= element_can_point(argument.getAsType());
		return known[record] = found;
	}
	if (record->hasAttr<clang::PointerAttr>())
		return known[record] = true;
	for (const clang::CXXBaseSpecifier &base : record->bases())
		found |= class_can_point(base.getType()->getAsCXXRecordDecl());
	for (const clang::FieldDecl *field : record->fields())
		found |= element_can_point(field->getType());
	return known[record] = found;
}

static bool element_can_point(clang::QualType type)
{
	while (const clang::ArrayType *array = type->getAsArrayTypeUnsafe())
		type = array->getElementType();
	if (type->isReferenceType())
		return true;
	if (type->isPointerType())
		return !type->isFunctionPointerType();
	return type->isRecordType() && class_can_point(type->getAsCXXRecordDecl());
}

bool can_point(clang::QualType type)
{
	return element_can_point(type);
}

bool is_task_bound(clang::QualType type)
{
	auto &known = known_classes.task_bound;

	if (type->isReferenceType())
		return false;
	while (const clang::ArrayType *array = type->getAsArrayTypeUnsafe())
		type = array->getElementType();
	const clang::CXXRecordDecl *record = class_of(type);
	if (!record)
		return false;
	auto [at, fresh] = known.emplace(record, false);
	if (!fresh)
		return at->second;
	bool found = is_kernel_class(record, "TaskBound");

	for (const clang::CXXBaseSpecifier &base : record->bases())
		found |= is_task_bound(base.getType());
	for (const clang::FieldDecl *field : record->fields())
		found |= is_task_bound(field->getType());
	return known[record] = found;
}

bool is_guard(clang::QualType type)
{
	const clang::CXXRecordDecl *record = class_of(type);

	return record && (record->hasAttr<clang::ScopedLockableAttr>() || has_word(record, "atomic_region"));
}

bool is_awaitable(clang::QualType type)
{
	const clang::CXXRecordDecl *record = class_of(type);

	if (!record)
		return false;
	for (const clang::CXXMethodDecl *method : record->methods())
		if (method->getIdentifier() && (method->getName() == "await_ready"))
			return true;
	for (const clang::CXXBaseSpecifier &base : record->bases())
		if (is_awaitable(base.getType()))
			return true;
	return false;
}

bool is_stable_view(clang::QualType type)
{
	const clang::CXXRecordDecl *record = class_of(type);

	return record && has_word(record, "stable_view");
}

bool keeps_arguments(clang::QualType type)
{
	const clang::CXXRecordDecl *record = class_of(type);

	return record && has_word(record, "keeps_arguments");
}

bool holds_owner(clang::QualType type)
{
	if (is_owner(type))
		return true;
	const auto *record = clang::dyn_cast_or_null<clang::ClassTemplateSpecializationDecl>(class_of(type));

	if (record)
		for (const clang::TemplateArgument &argument : record->getTemplateArgs().asArray())
			if (argument.getKind() == clang::TemplateArgument::Type && is_owner(argument.getAsType()))
				return true;
	return false;
}

bool has_word(const clang::Decl *declaration, std::string_view word)
{
	if (!declaration)
		return false;
	for (const auto *attribute : declaration->specific_attrs<clang::AnnotateAttr>())
		if (attribute->getAnnotation() == ("kxx::" + std::string(word)))
			return true;
	if (const auto *function = clang::dyn_cast<clang::FunctionDecl>(declaration)) {
		const clang::FunctionDecl *pattern = function->getTemplateInstantiationPattern();

		return pattern && pattern != function && has_word(pattern, word);
	}
	if (const auto *record = clang::dyn_cast<clang::CXXRecordDecl>(declaration)) {
		const clang::CXXRecordDecl *pattern = record->getTemplateInstantiationPattern();

		return pattern && pattern != record && has_word(pattern, word);
	}
	return false;
}

bool is_std(const clang::FunctionDecl *function, std::string_view name)
{
	return function && function->getIdentifier() && function->getName() == llvm::StringRef(name) &&
	       function->isInStdNamespace();
}

bool borrows_from_this(const clang::FunctionDecl *function)
{
	return lifetimes::implicitObjectParamIsLifetimeBound(function);
}

bool is_kernel_class(const clang::CXXRecordDecl *record, std::string_view name)
{
	if (!record || !record->getIdentifier() || record->getName() != llvm::StringRef(name))
		return false;
	for (const clang::DeclContext *outer = record->getDeclContext(); outer; outer = outer->getParent())
		if (const auto *space = clang::dyn_cast<clang::NamespaceDecl>(outer);
		    space && space->getIdentifier() && space->getName() == "kernel")
			return true;
	return false;
}

} // namespace kxx::check::loans
