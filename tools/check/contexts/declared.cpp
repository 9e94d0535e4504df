// SPDX-License-Identifier: GPL-2.0
#include "contexts/declared.hpp"

#include <clang/AST/Attr.h>
#include <clang/AST/DeclTemplate.h>
#include <clang/AST/RawCommentList.h>

#include "c_functions/sleeping.hpp"
#include "contexts/flags.hpp"
#include "loans/types.hpp"
#include "unit.hpp"
#include "values/expressions.hpp"

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

/// What the table says of a function of C. One that it does not know may sleep.
static Declared effect_of_c(const FunctionDecl *function)
{
	const auto known = c_sleep(std::string_view(function->getName()));

	if (!known)
		return { Effect::Sleeps, false, "no source says that it does not" };
	switch (known->effect) {
	case CSleep::Never:
		return { Effect::Atomic, false };
	case CSleep::AsFlags:
		return { Effect::AsFlags, false, known->place };
	case CSleep::May:
		break;
	}
	return { Effect::Sleeps, false, known->place };
}

Declared declared_effect(Unit &unit, const FunctionDecl *function)
{
	if (values::is_bound(function) && !unit.is_users(function->getLocation()) &&
	    !unit.in_library(function->getLocation()))
		return effect_of_c(function);
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
	// What the user's own functions do with flags, their bodies show.
	if (!unit.is_users(function->getLocation()))
		for (const ParmVarDecl *parameter : function->parameters())
			if (holds_flags(parameter->getType()))
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

/// The enumerator that an argument of a template names, or "".
static StringRef enumerator(const TemplateArgument &argument)
{
	if (argument.getKind() != TemplateArgument::Integral)
		return {};
	const auto *type = argument.getIntegralType()->getAs<EnumType>();

	if (type)
		for (const EnumConstantDecl *one : type->getDecl()->enumerators())
			if (llvm::APSInt::isSameValue(one->getInitVal(), argument.getAsIntegral()))
				return one->getName();
	return {};
}

static void mode(StringRef name, bool &irqs_off, bool &softirqs_off)
{
	if (name.contains("Irq") || name.contains("_irq"))
		irqs_off = softirqs_off = true;
	if (name.contains("Bh") || name.contains("_bh"))
		softirqs_off = true;
}

/// The lock inside of an XArray or MapleTree, for the key to it, or nothing.
static std::optional<GuardKind> inner_lock(const ASTContext &context, const CXXRecordDecl *key)
{
	const auto *outer = dyn_cast<CXXRecordDecl>(key->getDeclContext());

	if (!key->hasAttr<ScopedLockableAttr>() || !outer)
		return {};
	GuardKind kind{ { class_name(context, outer), "the lock of the " + outer->getNameAsString(), false } };

	if (const auto *instance = dyn_cast<ClassTemplateSpecializationDecl>(outer))
		for (const TemplateArgument &argument : instance->getTemplateArgs().asArray())
			mode(enumerator(argument), kind.irqs_off, kind.softirqs_off);
	return kind;
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
	if (auto inner = inner_lock(context, record)) {
		found.push_back(*inner);
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

	if (!method)
		return {};
	if (const auto *constructor = dyn_cast<CXXConstructorDecl>(method)) {
		auto inner = constructor->isCopyOrMoveConstructor() ? std::nullopt
								    : inner_lock(context, method->getParent());

		return inner ? std::optional(Taking{ inner->lock, inner->irqs_off, inner->softirqs_off })
			     : std::nullopt;
	}
	if (!method->getIdentifier())
		return {};
	StringRef name = method->getName();
	Taking taking;

	if (auto lock = lock_kind(context, context.getCanonicalTagType(method->getParent()))) {
		taking.lock = *lock;
		taking.tries = name.consume_front("try_");
		taking.interruptible = name.contains("interruptible") || name.contains("killable");
		taking.shared = name.starts_with("read");
		taking.retries = name == "copy";
		if (!(taking.shared || taking.retries || name.starts_with("lock") || name.starts_with("write")))
			return {};
		mode(name, taking.irqs_off, taking.softirqs_off);
		return taking;
	}
	const CXXRecordDecl *key = method->getReturnType()->getAsCXXRecordDecl();
	auto inner = name == "lock" && key ? inner_lock(context, key) : std::nullopt;

	return inner ? std::optional(Taking{ inner->lock, inner->irqs_off, inner->softirqs_off }) : std::nullopt;
}

std::string runs_in(const FunctionDecl *function)
{
	const FunctionDecl *pattern = function->getTemplateInstantiationPattern();

	std::string context;

	for (const FunctionDecl *one : { function, pattern })
		if (one)
			for (const auto *attribute : one->specific_attrs<AnnotateAttr>())
				if (attribute->getAnnotation().starts_with("kxx::runs_in:"))
					context = attribute->getAnnotation().drop_front(13).str();
	if (context.empty())
		return {};
	// An HrTimer's class says whether its interrupt is a soft one.
	const auto *method = dyn_cast<CXXMethodDecl>(function);
	const auto *instance = method ? dyn_cast<ClassTemplateSpecializationDecl>(method->getParent()) : nullptr;
	if (instance)
		for (const TemplateArgument &argument : instance->getTemplateArgs().asArray())
			if (enumerator(argument).starts_with("Soft"))
				return "softirq";
	return context;
}

} // namespace kxx::check::contexts
