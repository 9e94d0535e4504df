// SPDX-License-Identifier: GPL-2.0
#include "contexts/declared.hpp"

#include <clang/AST/Attr.h>
#include <clang/AST/DeclTemplate.h>
#include <clang/AST/RawCommentList.h>

#include "loans/types.hpp"
#include "unit.hpp"

namespace kxx::check::contexts {

using namespace clang;

/// The words after `Context:` in a comment, in lower case, up to the next section.
static std::string context_of(const RawComment *comment, const SourceManager &sources)
{
	if (!comment)
		return {};
	std::string text = comment->getRawText(sources).str();
	std::size_t at = text.find("Context:");
	if (at == std::string::npos)
		return {};
	std::string words;
	bool line_start = true;
	for (std::size_t i = at + 8; i < text.size(); i++) {
		if (text[i] == '\n') {
			std::string next = text.substr(i + 1, text.find('\n', i + 1) - i - 1);
			std::size_t first = next.find_first_not_of("/*! \t");

			if (first == std::string::npos || next.find(":\n") != std::string::npos)
				break;
			line_start = true;
			words += ' ';
			continue;
		}
		if (line_start && (text[i] == '/' || text[i] == '\t' || text[i] == ' '))
			continue;
		line_start = false;
		words += static_cast<char>(std::tolower(static_cast<unsigned char>(text[i])));
	}
	std::size_t start = words.find_first_not_of(' ');
	return start == std::string::npos ? std::string() : words.substr(start);
}

static Effect effect_of_words(const std::string &words)
{
	auto has = [&](const char *part) { return words.find(part) != std::string::npos; };

	if (words.empty())
		return Effect::Unknown;
	if (has("flags` allow") || has("flags allow") || has("with flags that suit"))
		return Effect::AsFlags;
	if (words.starts_with("any") || has("does not sleep") || has("must not sleep") || has("never sleeps"))
		return Effect::Atomic;
	if (has("may sleep"))
		return Effect::Sleeps;
	return Effect::Unknown;
}

Declared declared_effect(Unit &unit, const FunctionDecl *function)
{
	if (const auto *type = function->getType()->getAs<FunctionProtoType>())
		for (const auto effect : type->getFunctionEffects()) {
			if (effect.Effect.kind() == FunctionEffect::Kind::NonBlocking)
				return { Effect::Atomic, true };
			if (effect.Effect.kind() == FunctionEffect::Kind::Blocking)
				return { Effect::Sleeps, true };
		}
	const SourceManager &sources = unit.sources();
	const FunctionDecl *pattern = function->getTemplateInstantiationPattern();
	for (const FunctionDecl *one : { function, pattern }) {
		if (!one)
			continue;
		for (const FunctionDecl *declaration : one->redecls())
			if (Effect effect = effect_of_words(
				    context_of(unit.context().getRawCommentForDeclNoCache(declaration), sources));
			    effect != Effect::Unknown)
				return { effect, false };
		if (const FunctionTemplateDecl *described = one->getDescribedFunctionTemplate())
			if (Effect effect = effect_of_words(
				    context_of(unit.context().getRawCommentForDeclNoCache(described), sources));
			    effect != Effect::Unknown)
				return { effect, false };
	}
	// "Context: any, for all functions." stands at the class.
	if (const auto *method = dyn_cast<CXXMethodDecl>(function)) {
		const CXXRecordDecl *record = method->getParent();
		const CXXRecordDecl *from = record->getTemplateInstantiationPattern();

		if (from)
			record = from;
		const RawComment *comment = unit.context().getRawCommentForDeclNoCache(record);
		if (!comment && record->getDescribedClassTemplate())
			comment = unit.context().getRawCommentForDeclNoCache(record->getDescribedClassTemplate());
		std::string words = context_of(comment, sources);

		if (words.find("for all functions") != std::string::npos)
			return { effect_of_words(words), false };
	}
	for (const ParmVarDecl *parameter : function->parameters())
		if (loans::is_kernel_class(parameter->getType()->getAsCXXRecordDecl(), "Gfp"))
			return { Effect::AsFlags, false };
	return {};
}

/// The text of a Literal, which is a template argument.
static std::string literal(const TemplateArgument &argument)
{
	if (argument.getKind() != TemplateArgument::Declaration &&
	    argument.getKind() != TemplateArgument::StructuralValue)
		return {};
	const APValue *value = nullptr;

	if (argument.getKind() == TemplateArgument::Declaration) {
		if (const auto *object = dyn_cast<TemplateParamObjectDecl>(argument.getAsDecl()))
			value = &object->getValue();
	} else {
		value = &argument.getAsStructuralValue();
	}
	if (!value || !value->isStruct() || value->getStructNumFields() < 1 || !value->getStructField(0).isArray())
		return {};
	const APValue &letters = value->getStructField(0);
	std::string text;
	for (unsigned i = 0; i < letters.getArrayInitializedElts(); i++)
		if (letters.getArrayInitializedElt(i).isInt())
			if (auto code = letters.getArrayInitializedElt(i).getInt().getExtValue())
				text += static_cast<char>(code);
	return text;
}

/// The name of a class, with the arguments of its template.
static std::string class_name(const ASTContext &context, const CXXRecordDecl *record)
{
	return QualType(context.getCanonicalTagType(record)).getAsString(context.getPrintingPolicy());
}

static const ClassTemplateSpecializationDecl *instance_of(QualType type, std::string_view name)
{
	const auto *record =
		dyn_cast_or_null<ClassTemplateSpecializationDecl>(type.getNonReferenceType()->getAsCXXRecordDecl());

	return record && loans::is_kernel_class(record, name) ? record : nullptr;
}

static bool constant(const CXXRecordDecl *record, const char *name, bool otherwise)
{
	for (const Decl *declaration : record->decls())
		if (const auto *variable = dyn_cast<VarDecl>(declaration);
		    variable && variable->getName() == name && variable->getAnyInitializer()) {
			bool result = otherwise;

			if (!variable->getInit() || variable->getInit()->isValueDependent())
				return otherwise;
			if (variable->getInit()->EvaluateAsBooleanCondition(result, variable->getASTContext()))
				return result;
		}
	return otherwise;
}

std::optional<LockKind> lock_kind(const ASTContext &context, QualType type)
{
	const ClassTemplateSpecializationDecl *lock = instance_of(type, "Lock");

	if (!lock || lock->getTemplateArgs().size() < 3)
		return {};
	LockKind kind;

	kind.lock_class = class_name(context, lock);
	kind.name = literal(lock->getTemplateArgs()[1]);
	if (kind.name.empty())
		kind.name = "a lock";
	if (const CXXRecordDecl *backend = lock->getTemplateArgs()[2].getAsType()->getAsCXXRecordDecl())
		kind.sleeps = constant(backend, "sleeps", false);
	return kind;
}

std::optional<LockKind> named_lock(const ASTContext &context, QualType type)
{
	if (auto lock = lock_kind(context, type))
		return lock;
	for (const char *name : { "XArray", "MapleTree" })
		if (const ClassTemplateSpecializationDecl *container = instance_of(type, name))
			for (const TemplateArgument &argument : container->getTemplateArgs().asArray())
				if (std::string text = literal(argument); !text.empty())
					return LockKind{ class_name(context, container), std::move(text), false };
	return {};
}

static void mode(StringRef name, bool &irqs_off, bool &softirqs_off)
{
	if (name.contains("Irq") || name.contains("_irq"))
		irqs_off = softirqs_off = true;
	if (name.contains("Bh") || name.contains("_bh"))
		softirqs_off = true;
}

void guard_kinds(const ASTContext &context, QualType type, std::vector<GuardKind> &found)
{
	type = type.getNonReferenceType();
	const CXXRecordDecl *record = type->getAsCXXRecordDecl();

	if (!record || !record->hasDefinition() || found.size() > 8)
		return;
	if (const ClassTemplateSpecializationDecl *guard = instance_of(type, "Guard")) {
		const TemplateArgumentList &arguments = guard->getTemplateArgs();

		if (auto lock = lock_kind(context, arguments[0].getAsType())) {
			GuardKind kind{ *lock };

			if (const CXXRecordDecl *how = arguments[1].getAsType()->getAsCXXRecordDecl())
				mode(how->getName(), kind.irqs_off, kind.softirqs_off);
			found.push_back(kind);
		}
		return;
	}
	if (const ClassTemplateSpecializationDecl *held = instance_of(type, "Held")) {
		if (auto lock = lock_kind(context, held->getTemplateArgs()[0].getAsType()))
			found.push_back({ *lock });
		return;
	}
	if (loans::has_word(record, "atomic_region")) {
		found.push_back({ { "", record->getQualifiedNameAsString(), false } });
		return;
	}
	if (record->hasAttr<ScopedLockableAttr>()) { // the locks inside of XArray and MapleTree
		const auto *outer = dyn_cast<CXXRecordDecl>(record->getDeclContext());

		if (outer)
			found.push_back({ { class_name(context, outer), "the lock of the " + outer->getNameAsString(),
					    false } });
		return;
	}
	for (const CXXBaseSpecifier &base : record->bases())
		guard_kinds(context, base.getType(), found);
	for (const FieldDecl *field : record->fields())
		if (!field->getType()->isReferenceType())
			guard_kinds(context, field->getType(), found);
}

std::optional<Taking> taking(const ASTContext &context, const FunctionDecl *callee)
{
	const auto *method = dyn_cast_or_null<CXXMethodDecl>(callee);

	if (!method || !method->getIdentifier())
		return {};
	StringRef name = method->getName();
	if (!(name.starts_with("lock") || name.starts_with("read") || name.starts_with("write") ||
	      name.starts_with("try_")))
		return {};
	Taking taking;
	if (auto lock = lock_kind(context, context.getCanonicalTagType(method->getParent())))
		taking.lock = *lock;
	else if (name == "lock" && method->getReturnType()->getAsCXXRecordDecl() &&
		 method->getReturnType()->getAsCXXRecordDecl()->hasAttr<ScopedLockableAttr>())
		taking.lock = { class_name(context, method->getParent()),
				"the lock of the " + method->getParent()->getNameAsString(), false };
	else
		return {};
	mode(name, taking.irqs_off, taking.softirqs_off);
	taking.tries = name.starts_with("try_");
	return taking;
}

std::string runs_in(const FunctionDecl *function)
{
	const FunctionDecl *pattern = function->getTemplateInstantiationPattern();

	for (const FunctionDecl *one : { function, pattern })
		if (one)
			for (const auto *attribute : one->specific_attrs<AnnotateAttr>())
				if (attribute->getAnnotation().starts_with("kxx::runs_in:"))
					return attribute->getAnnotation().drop_front(13).str();
	return {};
}

} // namespace kxx::check::contexts
