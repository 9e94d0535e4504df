// SPDX-License-Identifier: GPL-2.0
#include "values/expressions.hpp"

#include <clang/AST/ASTContext.h>
#include <clang/AST/DynamicRecursiveASTVisitor.h>
#include <clang/AST/StmtCXX.h>

#include "loans/expressions.hpp"
#include "loans/types.hpp"

namespace kxx::check::values {

using namespace clang;

const Expr *bare(const Expr *expression)
{
	while (expression) {
		const Expr *inner = loans::strip(expression);

		if (const auto *cast = dyn_cast<CastExpr>(inner))
			inner = cast->getSubExpr();
		else if (const auto *call = dyn_cast<CallExpr>(inner);
			 call && call->getNumArgs() == 1 &&
			 (loans::is_std(call->getDirectCallee(), "move") ||
			  loans::is_std(call->getDirectCallee(), "forward") ||
			  (call->getDirectCallee() &&
			   call->getDirectCallee()->getBuiltinID() == Builtin::BI__builtin_launder)))
			inner = call->getArg(0);
		else if (const auto *call = dyn_cast<CallExpr>(inner);
			 call && call->getDirectCallee() &&
			 call->getDirectCallee()->getBuiltinID() == Builtin::BI__builtin_expect)
			inner = call->getArg(0);
		else if (const auto *made = dyn_cast<CXXConstructExpr>(inner);
			 made && made->getNumArgs() == 1 && made->getConstructor()->isCopyOrMoveConstructor())
			inner = made->getArg(0);
		if (inner == expression)
			return inner;
		expression = inner;
	}
	return expression;
}

static std::optional<Spot> place_of(const Expr *expression, int depth)
{
	expression = bare(expression);
	if (!expression || depth > 12)
		return std::nullopt;
	if (isa<CXXThisExpr>(expression))
		return Spot{};
	if (const auto *name = dyn_cast<DeclRefExpr>(expression)) {
		const auto *variable = dyn_cast<VarDecl>(name->getDecl());

		if (const auto *part = dyn_cast<BindingDecl>(name->getDecl()); part && part->getBinding())
			return place_of(part->getBinding(), depth + 1);
		if (!variable)
			return std::nullopt;
		if (variable->getType()->isReferenceType() && !isa<ParmVarDecl>(variable) && variable->getInit() &&
		    variable->hasLocalStorage() && !variable->isCXXForRangeDecl() &&
		    !loans::binds_temporary(variable->getInit()))
			if (auto target = place_of(variable->getInit(), depth + 1))
				return target;
		return Spot{ variable };
	}
	if (const auto *member = dyn_cast<MemberExpr>(expression)) {
		const auto *field = dyn_cast<FieldDecl>(member->getMemberDecl());

		if (!field)
			return std::nullopt;
		auto base = place_of(member->getBase(), depth + 1);
		if (!base)
			return std::nullopt;
		if (member->isArrow() && !isa<CXXThisExpr>(bare(member->getBase())))
			base = base->plus({ Hop::Pointee });
		return base->plus({ Hop::Field, field });
	}
	if (const auto *unary = dyn_cast<UnaryOperator>(expression)) {
		auto base = place_of(unary->getSubExpr(), depth + 1);

		if (base && unary->getOpcode() == UO_Deref)
			return isa<CXXThisExpr>(bare(unary->getSubExpr())) ? *base : base->plus({ Hop::Pointee });
		return std::nullopt;
	}
	if (const auto *call = dyn_cast<CXXOperatorCallExpr>(expression);
	    call && (call->getOperator() == OO_Arrow || (call->getOperator() == OO_Star && call->getNumArgs() == 1))) {
		auto base = place_of(call->getArg(0), depth + 1);

		return base ? std::optional(base->plus({ Hop::Content })) : std::nullopt;
	}
	return std::nullopt;
}

std::optional<Spot> place_of(const Expr *expression)
{
	return place_of(expression, 0);
}

bool is_local(const Spot &place)
{
	const auto *variable = dyn_cast_or_null<VarDecl>(place.root);

	return variable && variable->hasLocalStorage() && !variable->getType()->isReferenceType() &&
	       !place.passes(Hop::Pointee) && !place.passes(Hop::Content);
}

const Expr *condition_of(const CFGBlock *block)
{
	const Stmt *terminator = block->getTerminatorStmt();

	if (!terminator)
		return nullptr;
	if (const auto *logical = dyn_cast<BinaryOperator>(terminator))
		return logical->getLHS();
	const auto *condition = dyn_cast_or_null<Expr>(block->getTerminatorCondition(false));
	if (!condition)
		return nullptr;
	// Clang evaluates the last operand of && and || in the block that branches, unless temporaries must be
	// destroyed first: then the block has the result of the whole.
	for (;;) {
		const auto *logical = dyn_cast<BinaryOperator>(condition->IgnoreParenImpCasts());

		if (!logical || !logical->isLogicalOp())
			return condition;
		for (const CFGElement &element : *block)
			if (auto made = element.getAs<CFGStmt>(); made && made->getStmt() == logical)
				return condition;
		condition = logical->getRHS();
	}
}

void each_atom(const Expr *condition, bool truth, const std::function<void(const Expr *, bool)> &show)
{
	condition = bare(condition);
	if (const auto *unary = dyn_cast<UnaryOperator>(condition); unary && unary->getOpcode() == UO_LNot)
		return each_atom(unary->getSubExpr(), !truth, show);
	if (const auto *binary = dyn_cast<BinaryOperator>(condition); binary && binary->isLogicalOp()) {
		if ((binary->getOpcode() == BO_LAnd) == truth) {
			each_atom(binary->getLHS(), truth, show);
			each_atom(binary->getRHS(), truth, show);
		}
		return;
	}
	if (const auto *name = dyn_cast<DeclRefExpr>(condition))
		if (const auto *variable = dyn_cast<VarDecl>(name->getDecl());
		    variable && variable->getType()->isBooleanType() && variable->getType().isConstQualified() &&
		    variable->hasLocalStorage() && variable->getInit())
			each_atom(variable->getInit(), truth, show);
	show(condition, truth);
}

namespace {

struct Parts : DynamicRecursiveASTVisitor {
	explicit Parts(const std::function<void(const Expr *)> &show) : show(show)
	{
		ShouldVisitImplicitCode = true;
		ShouldVisitLambdaBody = false;
	}

	const std::function<void(const Expr *)> &show;

	bool VisitExpr(Expr *expression) override
	{
		show(expression);
		return true;
	}
	bool TraverseLambdaExpr(LambdaExpr *lambda) override
	{
		show(lambda);
		for (Expr *init : lambda->capture_inits())
			if (init)
				TraverseStmt(init);
		return true;
	}
};

struct Returns : DynamicRecursiveASTVisitor {
	std::vector<const Expr *> values;

	bool VisitReturnStmt(ReturnStmt *done) override
	{
		if (done->getRetValue())
			values.push_back(done->getRetValue());
		return true;
	}
	bool TraverseLambdaExpr(LambdaExpr *) override { return true; }
};

} // namespace

void each_part(const Stmt *expression, const std::function<void(const Expr *)> &show)
{
	Parts parts(show);

	parts.TraverseStmt(const_cast<Stmt *>(expression));
}

bool mentions(const Stmt *expression, const Spot &place)
{
	bool found = false;

	each_part(expression, [&](const Expr *part) {
		if (!found && (isa<DeclRefExpr>(part) || isa<MemberExpr>(part)))
			if (auto named = place_of(part))
				found = *named == place;
	});
	return found;
}

std::vector<const Expr *> returned_by(const FunctionDecl *function)
{
	Returns returns;

	returns.TraverseStmt(function->getBody());
	return std::move(returns.values);
}

const FunctionDecl *definition_of(const FunctionDecl *function)
{
	const FunctionDecl *definition = nullptr;

	if (!function || !function->hasBody(definition) || definition->isDependentContext() ||
	    definition->isDefaulted() || definition->isInvalidDecl())
		return nullptr;
	return definition;
}

std::vector<Argument> arguments_of(const CallExpr *call)
{
	std::vector<Argument> arguments;
	const FunctionDecl *callee = call->getDirectCallee();
	unsigned first = 0;

	if (isa<CXXOperatorCallExpr>(call))
		if (const auto *method = dyn_cast_or_null<CXXMethodDecl>(callee); method && !method->isStatic())
			first = 1;
	for (unsigned i = first; i < call->getNumArgs(); i++)
		arguments.push_back({ call->getArg(i), callee && i - first < callee->getNumParams()
							       ? callee->getParamDecl(i - first)
							       : nullptr });
	return arguments;
}

const Expr *object_of(const CallExpr *call)
{
	if (const auto *method = dyn_cast<CXXMemberCallExpr>(call))
		return method->getImplicitObjectArgument();
	if (isa<CXXOperatorCallExpr>(call))
		if (const auto *method = dyn_cast_or_null<CXXMethodDecl>(call->getDirectCallee());
		    method && !method->isStatic())
			return call->getArg(0);
	return nullptr;
}

bool is_bound(const FunctionDecl *function)
{
	if (!function || !function->getIdentifier() || function->getBuiltinID() || isa<CXXMethodDecl>(function))
		return false;
	const DeclContext *outer = function->getDeclContext()->getRedeclContext();

	return outer->isTranslationUnit() && !function->hasBody() && function->isExternC();
}

static const CXXRecordDecl *class_of(QualType type)
{
	return type.isNull() ? nullptr : type.getNonReferenceType()->getAsCXXRecordDecl();
}

bool is_result(QualType type)
{
	return loans::is_kernel_class(class_of(type), "Result");
}

/// What the expression takes its value out of; null if it takes nothing out.
static const Expr *wrapper_of(const Expr *value)
{
	if (const auto *block = dyn_cast<StmtExpr>(value))
		return block->getSubStmt()->body_empty() ? nullptr : dyn_cast<Expr>(block->getSubStmt()->body_back());
	if (const auto *name = dyn_cast<DeclRefExpr>(value)) {
		const auto *variable = dyn_cast<VarDecl>(name->getDecl());
		bool stands_for = variable && variable->hasLocalStorage() &&
				  (variable->getType()->isReferenceType() || is_result(variable->getType()));

		return stands_for ? variable->getInit() : nullptr;
	}
	const auto *call = dyn_cast<CallExpr>(value);
	if (!call)
		return nullptr;
	if (const Expr *object = object_of(call); object && is_result(object->getType()))
		return object;
	const auto *method = dyn_cast_or_null<CXXMethodDecl>(call->getDirectCallee());
	if (method && loans::is_kernel_class(method->getParent(), "TryTake"))
		return call->getArg(call->getNumArgs() - 1);
	return nullptr;
}

const Expr *unwrapped(const Expr *expression)
{
	const Expr *value = bare(expression);

	for (int depth = 0; depth < 16; depth++) {
		const Expr *inner = wrapper_of(value);

		if (!inner)
			break;
		value = bare(inner);
	}
	return value;
}

bool is_error_type(QualType type)
{
	return is_result(type) || loans::is_kernel_class(class_of(type), "Error");
}

bool answers(QualType type)
{
	return type->isBooleanType() || type->isIntegerType() || is_error_type(type);
}

bool is_failure(const Expr *returned, ASTContext &context)
{
	const Expr *value = bare(returned);

	// The converting constructor of Result from an Error.
	while (const auto *made = dyn_cast<CXXConstructExpr>(value)) {
		if (made->getNumArgs() < 1)
			break;
		value = bare(made->getArg(0));
	}
	if (loans::is_kernel_class(class_of(value->getType()), "Error"))
		return true;
	if (auto number = constant_of(value, context))
		return number->isSigned() && number->isNegative();
	return value->getType()->isNullPtrType();
}

/// The call that made the object of the expression.
static const Expr *maker_of(const Expr *expression)
{
	expression = bare(expression);
	if (const auto *name = dyn_cast<DeclRefExpr>(expression))
		if (const auto *variable = dyn_cast<VarDecl>(name->getDecl()); variable && variable->getInit())
			expression = bare(variable->getInit());
	return isa<CallExpr>(expression) || isa<CoawaitExpr>(expression) ? expression : nullptr;
}

Asked asked_by(const Expr *atom)
{
	atom = bare(atom);
	if (const auto *binary = dyn_cast<BinaryOperator>(atom); binary && binary->isComparisonOp()) {
		// `f() < 0`, `f() != 0`
		const Expr *call = maker_of(binary->getLHS());

		if (!call || !call->getType()->isIntegerType())
			return {};
		return { call, binary->getOpcode() == BO_LT || binary->getOpcode() == BO_NE };
	}
	const auto *call = dyn_cast<CallExpr>(atom);
	if (!call) {
		const Expr *made = maker_of(atom);

		if (made && made->getType()->isBooleanType())
			return { made, false };
		return made && made->getType()->isIntegerType() ? Asked{ made, true } : Asked{};
	}
	const FunctionDecl *callee = call->getDirectCallee();
	const Expr *object = object_of(call);
	if (callee && object && (is_error_type(object->getType()) || isa<CXXConversionDecl>(callee)))
		return { maker_of(object), callee->getIdentifier() && callee->getName() == "is_error" };
	if (callee && call->getNumArgs() == 1 && callee->getIdentifier() && callee->getName() == "try_failed")
		return { maker_of(call->getArg(0)), true };
	if (call->getType()->isBooleanType())
		return { call, false };
	return call->getType()->isIntegerType() ? Asked{ call, true } : Asked{};
}

std::optional<llvm::APSInt> constant_of(const Expr *expression, ASTContext &context)
{
	if (!expression || expression->isValueDependent() || expression->isTypeDependent() ||
	    !expression->getType()->isIntegralOrEnumerationType())
		return std::nullopt;
	Expr::EvalResult result;
	if (!expression->EvaluateAsInt(result, context, Expr::SE_NoSideEffects))
		return std::nullopt;
	return result.Val.getInt();
}

} // namespace kxx::check::values
