// SPDX-License-Identifier: GPL-2.0
#include "tasks/sharing.hpp"

#include <clang/AST/ASTContext.h>
#include <clang/AST/DeclTemplate.h>
#include <clang/Sema/Sema.h>

#include "loans/types.hpp"

namespace kxx::check::tasks {

using namespace clang;

Sharing::Sharing(Unit &unit) : unit_(unit), sharing_(find("Sharing")), borrows_(find("Borrows"))
{
}

/// A class template of namespace kernel.
const ClassTemplateDecl *Sharing::find(llvm::StringRef name)
{
	ASTContext &context = unit_.context();

	for (const NamedDecl *space : context.getTranslationUnitDecl()->lookup(&context.Idents.get("kernel")))
		if (const auto *kernel = dyn_cast<NamespaceDecl>(space))
			for (const NamedDecl *found : kernel->lookup(&context.Idents.get(name)))
				if (const auto *made = dyn_cast<ClassTemplateDecl>(found))
					return made;
	return nullptr;
}

std::optional<Fault> Sharing::against(Question question, QualType type)
{
	type = type.getCanonicalType().getUnqualifiedType();
	// A type that leads to itself adds nothing.
	auto [at, fresh] = known_.try_emplace({ question, type.getAsOpaquePtr() });

	if (!fresh)
		return at->second;
	std::optional<Fault> answer = decide(question, type);
	known_[{ question, type.getAsOpaquePtr() }] = answer;
	return answer;
}

std::optional<Fault> Sharing::pointed(Question question, QualType to, const char *what)
{
	if (to->isFunctionType())
		return std::nullopt;
	if (question == Question::Owning)
		return Fault{ {}, std::string("is ") + what + ": its object may be gone when the other task uses it" };
	if (!to.isConstQualified() && !is_synchronised(unit_, to))
		return Fault{ {},
			      std::string("is ") + what +
				      " through which tasks change an object at once, since nothing protects it" };
	return against(Question::Shareable, to);
}

std::optional<Fault> Sharing::decide(Question question, QualType type)
{
	while (const clang::ArrayType *array = unit_.context().getAsArrayType(type))
		type = array->getElementType();
	if (type->isReferenceType())
		return pointed(question, type->getPointeeType(), "a reference");
	if (type->isPointerType())
		return pointed(question, type->getPointeeType(), "a pointer");
	const CXXRecordDecl *record = type->getAsCXXRecordDecl();

	record = record ? record->getDefinition() : nullptr;
	if (!record || record->isDependentContext())
		return std::nullopt;
	if (question != Question::Owning && loans::is_kernel_class(record, "TaskBound"))
		return Fault{ {}, "belongs to the task that made it" };
	if (question == Question::Shareable && loans::is_kernel_class(record, "OneTaskAtATime"))
		return Fault{ {}, "is for one task at a time" };
	const bool library = unit_.in_library(record->getLocation());

	// Objects of C are the business of the code that names `unsafe` to use them.
	if (!library && !unit_.is_users(record->getLocation()) && !record->isInStdNamespace())
		return std::nullopt;
	Word said = word(question, type);
	if (library || record->isInStdNamespace() || said.is_explicit)
		return by_word(said, type);
	return members(question, record);
}

std::optional<Fault> Sharing::by_word(const Word &said, QualType type)
{
	if (said.no)
		return Fault{ {},
			      "is a '" + type.getAsString(unit_.context().getPrintingPolicy()) +
				      "', which refers to an object of somebody else or belongs to its task" };
	for (const auto &[question, part] : said.conditions)
		if (auto fault = against(question, part))
			return fault;
	return std::nullopt;
}

std::optional<Fault> Sharing::members(Question question, const CXXRecordDecl *record)
{
	for (const CXXBaseSpecifier &base : record->bases())
		if (auto fault = against(question, base.getType()))
			return fault;
	for (const FieldDecl *field : record->fields()) {
		std::optional<Fault> fault = against(question, field->getType());

		if (!fault && question == Question::Shareable && field->isMutable() &&
		    !is_synchronised(unit_, field->getType()))
			fault = Fault{ {}, "is mutable, so that tasks that share a const object change it at once" };
		if (!fault)
			continue;
		fault->path.insert(fault->path.begin(), field);
		return fault;
	}
	return std::nullopt;
}

static bool derives(const CXXRecordDecl *record, std::string_view from)
{
	if (!record || !record->hasDefinition())
		return false;
	for (const CXXBaseSpecifier &base : record->bases()) {
		const CXXRecordDecl *other = base.getType()->getAsCXXRecordDecl();

		if (loans::is_kernel_class(other, from) || derives(other, from))
			return true;
	}
	return false;
}

/// A member of the class or, first come, of its bases.
template <typename Kind>
static const Kind *member(const CXXRecordDecl *record, llvm::StringRef name)
{
	if (!record || !record->hasDefinition())
		return nullptr;
	for (const Decl *declaration : record->decls())
		if (const auto *found = dyn_cast<Kind>(declaration); found && found->getName() == name)
			return found;
	for (const CXXBaseSpecifier &base : record->bases())
		if (const Kind *found = member<Kind>(base.getType()->getAsCXXRecordDecl(), name))
			return found;
	return nullptr;
}

Sharing::Word Sharing::word(Question question, QualType type)
{
	const bool owning = question == Question::Owning, shareable = question == Question::Shareable;
	const ClassTemplateDecl *about = owning ? borrows_ : sharing_;
	ASTContext &context = unit_.context();

	if (!about || !unit_.compiler().hasSema())
		return {};
	Sema &sema = unit_.compiler().getSema();
	SourceLocation at = about->getLocation();
	TemplateArgumentListInfo arguments(at, at);
	arguments.addArgument(TemplateArgumentLoc(TemplateArgument(type), context.getTrivialTypeSourceInfo(type, at)));
	QualType made = sema.CheckTemplateIdType(ElaboratedTypeKeyword::None,
						 TemplateName(const_cast<ClassTemplateDecl *>(about)), at, arguments,
						 nullptr, false);
	if (made.isNull() || !sema.isCompleteType(at, made))
		return {};
	const auto *record = dyn_cast_or_null<ClassTemplateSpecializationDecl>(made->getAsCXXRecordDecl());
	if (!record)
		return {};
	Word said;
	said.is_explicit = record->getSpecializationKind() == TSK_ExplicitSpecialization;
	const char *name = owning ? "value" : (shareable ? "shareable" : "sendable");
	if (const VarDecl *constant = member<VarDecl>(record, name)) {
		const VarDecl *pattern = constant->getInstantiatedFromStaticDataMember();
		const Expr *value =
			constant->getInit() ? constant->getInit() : (pattern ? pattern->getInit() : nullptr);
		bool result = true;

		if (value && !value->isValueDependent() && value->EvaluateAsBooleanCondition(result, context)) {
			said.no = owning ? result : !result;
		} else if (!owning) {
			const CXXRecordDecl *own = type->getAsCXXRecordDecl();

			said.no = derives(own, "TaskBound") || (shareable && derives(own, "OneTaskAtATime"));
		}
	}
	name = owning ? "UnlessAll" : (shareable ? "ShareableIf" : "SendableIf");
	if (const auto *list = member<TypedefNameDecl>(record, name)) {
		const auto *types = dyn_cast_or_null<ClassTemplateSpecializationDecl>(
			list->getUnderlyingType().getCanonicalType()->getAsCXXRecordDecl());

		if (!types)
			return said;
		for (const TemplateArgument &pack : types->getTemplateArgs().asArray())
			for (const TemplateArgument &one :
			     pack.getKind() == TemplateArgument::Pack ? pack.getPackAsArray() : llvm::ArrayRef(pack)) {
				const auto *asked = one.getKind() == TemplateArgument::Type
							    ? dyn_cast_or_null<ClassTemplateSpecializationDecl>(
								      one.getAsType()->getAsCXXRecordDecl())
							    : nullptr;

				if (!asked || asked->getTemplateArgs()[0].getKind() != TemplateArgument::Type)
					continue;
				said.conditions.push_back({ asked->getName() == "IsSendable"	? Question::Sendable
							    : asked->getName() == "IsShareable" ? Question::Shareable
												: Question::Owning,
							    asked->getTemplateArgs()[0].getAsType() });
			}
	}
	return said;
}

bool is_synchronised(Unit &unit, QualType type)
{
	while (const clang::ArrayType *array = unit.context().getAsArrayType(type))
		type = array->getElementType();
	const CXXRecordDecl *record = type->getAsCXXRecordDecl();

	record = record ? record->getDefinition() : nullptr;
	if (!record || !unit.in_library(record->getLocation()))
		return false;
	if (record->needsImplicitCopyAssignment() || record->needsImplicitMoveAssignment())
		return false;
	for (const CXXMethodDecl *method : record->methods())
		if ((method->isCopyAssignmentOperator() || method->isMoveAssignmentOperator()) && !method->isDeleted())
			return false;
	return true;
}

} // namespace kxx::check::tasks
