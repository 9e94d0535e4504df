// SPDX-License-Identifier: GPL-2.0
#include "contexts/flags.hpp"

#include <clang/AST/DeclCXX.h>
#include <clang/AST/DynamicRecursiveASTVisitor.h>
#include <clang/AST/ExprCXX.h>

#include "loans/expressions.hpp"
#include "loans/types.hpp"
#include "unit.hpp"

namespace kxx::check::contexts {

using namespace clang;

/// Whether flags of the type never let an allocation sleep.
static bool never_sleep(QualType type)
{
	return loans::is_kernel_class(type->getAsCXXRecordDecl(), "AtomicGfp");
}

bool holds_flags(QualType type)
{
	type = type.getNonReferenceType();
	if (loans::is_kernel_class(type->getAsCXXRecordDecl(), "Gfp") || never_sleep(type))
		return true;
	const auto *alias = type->getAs<TypedefType>();

	return alias && alias->getDecl()->getName() == "gfp_t";
}

namespace {

/// The bit that lets an allocation sleep, as this kernel's bindings say.
std::int64_t direct_reclaim(ASTContext &context)
{
	for (const NamedDecl *found :
	     context.getTranslationUnitDecl()->lookup(&context.Idents.get("___GFP_DIRECT_RECLAIM")))
		if (const auto *variable = dyn_cast<VarDecl>(found))
			if (const APValue *value = variable->evaluateValue(); value && value->isInt())
				return value->getInt().getExtValue();
	return 0x400; // in every kernel from 4.4 to today
}

/// The constant value of flags.
std::optional<std::int64_t> constant(const Expr *flags, ASTContext &context)
{
	Expr::EvalResult result;

	if (flags->isValueDependent() || !flags->EvaluateAsRValue(result, context))
		return {};
	if (result.Val.isInt())
		return result.Val.getInt().getExtValue();
	if (result.Val.isStruct() && result.Val.getStructNumFields() == 1 && result.Val.getStructField(0).isInt())
		return result.Val.getStructField(0).getInt().getExtValue();
	return {};
}

/// Shows every assignment.
struct AssignmentVisitor : ConstDynamicRecursiveASTVisitor {
	virtual void assign(const Expr *left, const Expr *right) = 0;

	bool VisitBinaryOperator(const BinaryOperator *binary) override
	{
		if (binary->isAssignmentOp())
			assign(binary->getLHS(), binary->getRHS());
		return true;
	}
	bool VisitCXXOperatorCallExpr(const CXXOperatorCallExpr *call) override
	{
		if (call->isAssignmentOp() && call->getNumArgs() == 2)
			assign(call->getArg(0), call->getArg(1));
		return true;
	}
};

/// Finds what is assigned to one variable.
struct Assignments : AssignmentVisitor {
	const ValueDecl *variable;
	std::vector<const Expr *> values;

	explicit Assignments(const ValueDecl *variable) : variable(variable) {}
	void assign(const Expr *left, const Expr *right) override
	{
		const auto *name = dyn_cast<DeclRefExpr>(loans::strip(left));

		if (name && name->getDecl() == variable)
			values.push_back(right);
	}
};

class Evaluator {
public:
	Evaluator(Unit &unit, const FunctionDecl *function) : unit_(unit), function_(function) {}

	Flags of(const Expr *flags)
	{
		Flags found;

		if (!flags)
			return found;
		if (auto bits = constant(flags, unit_.context()))
			found.sleep = *bits & direct_reclaim(unit_.context());
		else
			found = of_expression(loans::strip(flags->IgnoreParenImpCasts()));
		return found;
	}

private:
	Flags of_expression(const Expr *flags)
	{
		if (never_sleep(flags->getType()))
			return {};
		if (const auto *made = dyn_cast<CXXConstructExpr>(flags))
			return made->getNumArgs() == 1 ? of(made->getArg(0)) : Flags();
		if (const auto *list = dyn_cast<InitListExpr>(flags))
			return list->getNumInits() == 1 ? of(list->getInit(0)) : Flags();
		if (const auto *choice = dyn_cast<ConditionalOperator>(flags))
			return either(choice->getTrueExpr(), choice->getFalseExpr());
		if (const auto *binary = dyn_cast<BinaryOperator>(flags))
			return combined(binary->getOpcode() == BO_And, binary->getLHS(), binary->getRHS());
		if (const auto *call = dyn_cast<CXXOperatorCallExpr>(flags); call && call->getNumArgs() == 2)
			return combined(call->getOperator() == OO_Amp, call->getArg(0), call->getArg(1));
		if (const auto *call = dyn_cast<CXXMemberCallExpr>(flags)) // flags.bits()
			return holds_flags(call->getObjectType()) ? of(call->getImplicitObjectArgument()) : Flags();
		if (const auto *call = dyn_cast<CallExpr>(flags))
			return call->isCallToStdMove() || loans::is_std(call->getDirectCallee(), "forward")
				       ? of(call->getArg(0))
				       : Flags();
		if (const auto *member = dyn_cast<MemberExpr>(flags)) {
			Flags found;

			if (isa<FieldDecl>(member->getMemberDecl()))
				found.members.insert(member->getMemberDecl()->getQualifiedNameAsString());
			return found;
		}
		if (const auto *name = dyn_cast<DeclRefExpr>(flags))
			if (const auto *variable = dyn_cast<VarDecl>(name->getDecl()))
				return of_variable(variable);
		return {};
	}
	Flags either(const Expr *one, const Expr *other)
	{
		Flags found = of(one);

		found.add(of(other));
		return found;
	}
	Flags combined(bool both, const Expr *one, const Expr *other)
	{
		if (both)
			for (const Expr *mask : { one, other })
				if (auto bits = constant(mask, unit_.context()))
					return *bits & direct_reclaim(unit_.context()) ? of(mask == one ? other : one)
										       : Flags();
		return either(one, other);
	}
	Flags of_variable(const VarDecl *variable)
	{
		const auto *owner = dyn_cast<FunctionDecl>(variable->getDeclContext());
		Flags found;

		// `flags = flags | __GFP_ZERO`: the variable itself adds nothing.
		if (!owner || !asked_.insert(variable).second)
			return found;
		if (const auto *parameter = dyn_cast<ParmVarDecl>(variable)) {
			found.of_caller = owner == function_;
			if (found.of_caller)
				found.parameters.insert(parameter->getFunctionScopeIndex());
		} else {
			found = of(variable->getInit());
		}
		Assignments assignments(variable);
		assignments.TraverseStmt(owner->getBody());
		for (const Expr *value : assignments.values)
			found.add(of(value));
		return found;
	}

	Unit &unit_;
	const FunctionDecl *function_;
	std::set<const VarDecl *> asked_;
};

/// Finds what is stored in members.
struct Stores : AssignmentVisitor {
	std::function<void(const ValueDecl *, const Expr *)> store;

	void assign(const Expr *left, const Expr *right) override
	{
		const auto *member = dyn_cast<MemberExpr>(loans::strip(left));

		if (member && holds_flags(member->getType()))
			store(member->getMemberDecl(), right);
	}
	bool VisitInitListExpr(const InitListExpr *list) override
	{
		const CXXRecordDecl *record = list->getType()->getAsCXXRecordDecl();
		unsigned i = 0;

		if (!record || !list->isSemanticForm() || record->isUnion() || record->getNumBases())
			return true;
		for (const FieldDecl *field : record->fields()) {
			if (i < list->getNumInits() && holds_flags(field->getType()))
				store(field, list->getInit(i));
			i++;
		}
		return true;
	}
};

} // namespace

Flags flags_of(Unit &unit, const Expr *flags, const FunctionDecl *function)
{
	return Evaluator(unit, function).of(flags);
}

void find_flags_members(Unit &unit, Facts &facts, const std::function<std::string(const FunctionDecl *)> &id)
{
	auto note = [&](const ValueDecl *member, const Expr *value, const FunctionDecl *function) {
		FlagsMember &known = facts.flags_members[member->getQualifiedNameAsString()];
		Flags flags = flags_of(unit, value, function);

		known.values.add(flags);
		for (unsigned parameter : flags.parameters)
			known.setters.emplace(id(function), parameter);
	};

	for (const CXXRecordDecl *record : unit.users_classes())
		for (const FieldDecl *field : record->fields())
			if (holds_flags(field->getType()) && field->hasInClassInitializer() &&
			    field->getInClassInitializer())
				note(field, field->getInClassInitializer(), nullptr);
	for (const FunctionDecl *function : unit.users_functions()) {
		Stores stores;

		stores.store = [&](const ValueDecl *member, const Expr *value) { note(member, value, function); };
		if (const auto *constructor = dyn_cast<CXXConstructorDecl>(function))
			for (const CXXCtorInitializer *initializer : constructor->inits())
				if (initializer->getAnyMember() && initializer->isWritten() &&
				    holds_flags(initializer->getAnyMember()->getType()))
					note(initializer->getAnyMember(), initializer->getInit(), function);
		stores.TraverseStmt(function->getBody());
	}
}

} // namespace kxx::check::contexts
