// SPDX-License-Identifier: GPL-2.0
#include "values/owners.hpp"

#include <map>
#include <set>

#include <clang/AST/ParentMap.h>
#include <clang/AST/StmtCXX.h>

#include "loans/types.hpp"
#include "unit.hpp"
#include "values/dataflow.hpp"

namespace kxx::check {
namespace {

using namespace clang;
using namespace values;

using Calls = std::map<const VarDecl *, const CallExpr *>;

struct State {
	bool reached = false;
	/// Variables with a pointer that an owner gave up and nobody has, and where it did.
	Calls owed;
	/// Variables whose pointer somebody took, and who.
	Calls taken;
	/// Calls that take the pointer if they succeed.
	std::map<const VarDecl *, std::set<const CallExpr *>> pending;

	bool operator==(const State &) const = default;
	void join(const State &other)
	{
		reached |= other.reached;
		owed.insert(other.owed.begin(), other.owed.end());
		taken.insert(other.taken.begin(), other.taken.end());
		for (const auto &[variable, calls] : other.pending)
			pending[variable].insert(calls.begin(), calls.end());
	}
};

const CallExpr *call_with(const Expr *expression, const char *word)
{
	const auto *call = dyn_cast_or_null<CallExpr>(bare(expression));

	return call && loans::has_word(call->getDirectCallee(), word) ? call : nullptr;
}

const VarDecl *pointer_named(const Expr *expression)
{
	const auto *name = dyn_cast_or_null<DeclRefExpr>(bare(expression));
	const auto *variable = name ? dyn_cast<VarDecl>(name->getDecl()) : nullptr;

	return variable && variable->hasLocalStorage() && variable->getType()->isPointerType() ? variable : nullptr;
}

/// What is done with the value of a variable where it is named.
enum class Use { Read, Argument, Kept };

/// What the expression is an operand of, and the operand.
struct Operand {
	const Stmt *outer;
	const Stmt *inner;
	bool tested = false;
};

Operand operand(const Expr *name, const ParentMap &parents)
{
	Operand found{ parents.getParent(name), name };

	while (isa_and_nonnull<CastExpr>(found.outer) || isa_and_nonnull<ParenExpr>(found.outer) ||
	       isa_and_nonnull<MaterializeTemporaryExpr>(found.outer) ||
	       isa_and_nonnull<ExprWithCleanups>(found.outer)) {
		if (const auto *cast = dyn_cast<CastExpr>(found.outer))
			found.tested |= cast->getCastKind() == CK_PointerToBoolean || cast->getCastKind() == CK_ToVoid;
		found.inner = found.outer;
		found.outer = parents.getParent(found.outer);
	}
	return found;
}

/// Whether the address of the object, or of a part of it, goes on: `&object->work`, `raw(*object)`.
bool is_handed_on(const Expr *object, const ParentMap &parents)
{
	const Stmt *inner = object, *outer = parents.getParent(object);

	for (; outer; inner = outer, outer = parents.getParent(outer)) {
		if (const auto *cast = dyn_cast<CastExpr>(outer); cast && cast->getCastKind() == CK_LValueToRValue)
			return false;
		if (const auto *call = dyn_cast<CallExpr>(outer))
			return call->getCallee() != inner && !isa<CXXOperatorCallExpr>(call) &&
			       (call->isGLValue() || call->getType()->isPointerType());
		if (const auto *unary = dyn_cast<UnaryOperator>(outer))
			return unary->getOpcode() == UO_AddrOf;
		if (!isa<CastExpr>(outer) && !isa<ParenExpr>(outer) && !isa<MemberExpr>(outer))
			return false;
	}
	return false;
}

Use use_of(const Expr *name, const ParentMap &parents)
{
	auto [outer, inner, tested] = operand(name, parents);

	if (tested)
		return Use::Read;
	if (const auto *member = dyn_cast_or_null<MemberExpr>(outer))
		return member->isArrow() && !is_handed_on(member, parents) ? Use::Read : Use::Kept;
	if (const auto *unary = dyn_cast_or_null<UnaryOperator>(outer))
		return unary->getOpcode() == UO_LNot ||
				       (unary->getOpcode() == UO_Deref && !is_handed_on(unary, parents))
			       ? Use::Read
			       : Use::Kept;
	if (const auto *binary = dyn_cast_or_null<BinaryOperator>(outer)) {
		if (binary->isAssignmentOp())
			return binary->getLHS() == inner ? Use::Read : Use::Kept;
		return Use::Read;
	}
	if (isa_and_nonnull<ArraySubscriptExpr>(outer))
		return Use::Read;
	if (const auto *call = dyn_cast_or_null<CallExpr>(outer))
		return call->getCallee() == inner ? Use::Read : Use::Argument;
	// A statement of its own.
	return isa_and_nonnull<CompoundStmt>(outer) || isa_and_nonnull<ForStmt>(outer) ? Use::Read : Use::Kept;
}

/// What a function of the module does with a pointer that it gets.
enum class Takes { Never, Sometimes, Always };

class Takers {
public:
	Takes takes(const FunctionDecl *function, unsigned index, int depth = 0)
	{
		const FunctionDecl *definition = definition_of(function);

		if (!definition || depth > 4 || index >= definition->getNumParams())
			return Takes::Always;
		auto [known, fresh] = known_.emplace(std::pair(definition, index), Takes::Never);
		if (fresh) {
			Takes found = look(definition, definition->getParamDecl(index), depth);

			known_[{ definition, index }] = found;
			return found;
		}
		return known->second;
	}

private:
	Takes look(const FunctionDecl *definition, const ParmVarDecl *parameter, int depth)
	{
		ParentMap parents(definition->getBody());
		bool kept = false, always = false;

		each_part(definition->getBody(), [&](const Expr *part) {
			const auto *name = dyn_cast<DeclRefExpr>(part);

			if (!name || name->getDecl() != parameter)
				return;
			Use use = use_of(name, parents);
			if (use == Use::Argument) {
				const auto *call = cast<CallExpr>(operand(name, parents).outer);

				use = Use::Read;
				for (const Argument &argument : arguments_of(call))
					if (pointer_named(argument.value) == parameter &&
					    (!argument.parameter || is_bound(call->getDirectCallee()) ||
					     loans::has_word(call->getDirectCallee(), "adopts") ||
					     takes(call->getDirectCallee(), argument.parameter->getFunctionScopeIndex(),
						   depth + 1) != Takes::Never))
						use = Use::Kept;
			}
			if (use == Use::Kept) {
				kept = true;
				always |= is_unconditional(name, parents, definition);
			}
		});
		return always ? Takes::Always : kept ? Takes::Sometimes : Takes::Never;
	}

	/// Whether every path through the function reaches the expression: it is in no branch, and no return is before it.
	static bool is_unconditional(const Expr *name, const ParentMap &parents, const FunctionDecl *definition)
	{
		for (const Stmt *outer = parents.getParent(name); outer; outer = parents.getParent(outer))
			if (isa<IfStmt>(outer) || isa<SwitchStmt>(outer) || isa<ForStmt>(outer) ||
			    isa<WhileStmt>(outer) || isa<CXXForRangeStmt>(outer) ||
			    isa<AbstractConditionalOperator>(outer) || isa<LambdaExpr>(outer))
				return false;
		bool returns_before = false;
		for (const Expr *value : returned_by(definition))
			returns_before |= value->getBeginLoc() < name->getBeginLoc();
		return !returns_before;
	}

	std::map<std::pair<const FunctionDecl *, unsigned>, Takes> known_;
};

class Flow final : public Dataflow<State> {
public:
	Flow(Unit &unit, Takers &takers, const FunctionDecl *function)
		: Dataflow(unit, function), takers_(takers), parents_(function->getBody())
	{
	}

private:
	void declare(const VarDecl *variable, State &state) override { store(variable, variable->getInit(), state); }

	void statement(const Stmt *statement, State &state) override
	{
		if (const auto *binary = dyn_cast<BinaryOperator>(statement)) {
			if (const VarDecl *variable = pointer_named(binary->getLHS());
			    variable && binary->isAssignmentOp()) {
				if (auto old = state.owed.find(variable); old != state.owed.end())
					lose(variable, old->second, binary->getOperatorLoc(),
					     "is overwritten while nobody owns what it points to");
				store(variable, binary->getRHS(), state);
			}
		} else if (const auto *name = dyn_cast<DeclRefExpr>(statement)) {
			if (const VarDecl *variable = pointer_named(name);
			    variable && use_of(name, parents_) == Use::Kept)
				deliver(variable, state);
		} else if (const auto *call = dyn_cast<CallExpr>(statement)) {
			pass(call, state);
		} else if (const auto *lambda = dyn_cast<LambdaExpr>(statement)) {
			for (const LambdaCapture &capture : lambda->captures())
				if (capture.capturesVariable())
					deliver(dyn_cast<VarDecl>(capture.getCapturedVar()), state);
		} else if (isa<ReturnStmt>(statement) || isa<CoreturnStmt>(statement)) {
			for (const auto &[variable, call] : state.owed)
				lose(variable, call, statement->getBeginLoc(),
				     "is lost on this path: nobody owns what it points to");
			state.owed.clear();
		} else if (const auto *cast = dyn_cast<ExplicitCastExpr>(statement)) {
			if (const CallExpr *lost = call_with(cast->getSubExpr(), "disowns");
			    lost && cast->getCastKind() == CK_ToVoid)
				say("lost-owner", lost->getExprLoc(), "nobody gets the pointer that the owner gives up",
				    "let the owner destroy the object, or keep the pointer");
		}
	}

	void forget(const VarDecl *variable, State &state)
	{
		state.owed.erase(variable);
		state.taken.erase(variable);
		state.pending.erase(variable);
	}

	void store(const VarDecl *variable, const Expr *value, State &state)
	{
		forget(variable, state);
		if (!variable->getType()->isPointerType() || !variable->hasLocalStorage())
			return;
		if (const CallExpr *call = call_with(value, "disowns"))
			state.owed[variable] = call;
	}

	void deliver(const VarDecl *variable, State &state) { state.owed.erase(variable); }

	void pass(const CallExpr *call, State &state)
	{
		const FunctionDecl *callee = call->getDirectCallee();

		for (const Argument &argument : arguments_of(call)) {
			const VarDecl *variable = pointer_named(argument.value);

			if (!variable)
				continue;
			if (loans::has_word(callee, "adopts")) {
				adopt(variable, call, state);
				continue;
			}
			if (!state.owed.contains(variable))
				continue;
			bool users = callee && unit_.is_users(callee->getLocation()) && definition_of(callee);
			Takes takes = users && argument.parameter
					      ? takers_.takes(callee, argument.parameter->getFunctionScopeIndex())
					      : Takes::Always;
			if (takes == Takes::Never)
				continue;
			if (takes == Takes::Always &&
			    (!is_error_type(call->getType()) || !callee || is_bound(callee))) {
				deliver(variable, state);
				if (users)
					state.taken[variable] = call;
			} else if (answers(call->getType())) {
				state.pending[variable].insert(call);
			} else {
				deliver(variable, state);
			}
		}
	}

	void adopt(const VarDecl *variable, const CallExpr *call, State &state)
	{
		const CallExpr *before = nullptr;

		if (auto taken = state.taken.find(variable); taken != state.taken.end())
			before = taken->second;
		else if (auto pending = state.pending.find(variable); pending != state.pending.end())
			for (const CallExpr *one : pending->second)
				if (unit_.is_users(one->getDirectCallee()->getLocation()))
					before = one;
		if (before)
			say("lost-owner", call->getExprLoc(),
			    "'" + variable->getNameAsString() +
				    "' may have an owner already, which destroys the object as well",
			    "take it back only on the paths where nobody else has it",
			    { unit_.step(before->getExprLoc(), "it may be taken here") });
		forget(variable, state);
		state.taken[variable] = call;
	}

	void gone(const VarDecl *variable, State &state) override
	{
		if (auto owed = state.owed.find(variable); owed != state.owed.end()) {
			const Stmt *jump = block()->getTerminatorStmt();

			lose(variable, owed->second,
			     isa_and_nonnull<ContinueStmt>(jump) || isa_and_nonnull<BreakStmt>(jump)
				     ? jump->getBeginLoc()
				     : variable->getLocation(),
			     "goes out of scope while nobody owns what it points to");
		}
		forget(variable, state);
	}

	/// Whether the object has a guard as a member.
	static bool keeps_lock(QualType pointer)
	{
		const CXXRecordDecl *record = pointer->getPointeeCXXRecordDecl();

		if (record && record->hasDefinition())
			for (const FieldDecl *field : record->fields())
				if (loans::is_guard(field->getType()))
					return true;
		return false;
	}

	void lose(const VarDecl *variable, const CallExpr *call, SourceLocation at, const std::string &what)
	{
		if (keeps_lock(variable->getType()))
			return say("lock-kept", at,
				   "'" + variable->getNameAsString() + "' " + what +
					   ", and its guard keeps the lock forever",
				   "take it back with from_raw() or from_foreign() on this path, or give it up later",
				   { unit_.step(call->getExprLoc(), "the owner gives it up here") });
		say("lost-owner", at, "'" + variable->getNameAsString() + "' " + what,
		    "take it back with from_raw() or from_foreign() on this path, or give it up later",
		    { unit_.step(call->getExprLoc(), "the owner gives it up here") });
	}

	void refine(const Expr *atom, bool truth, State &state) override
	{
		if (atom->getType()->isAnyPointerType()) {
			if (const VarDecl *variable = pointer_named(atom); variable && !truth)
				forget(variable, state);
			return;
		}
		if (const auto *binary = dyn_cast<BinaryOperator>(atom); binary && binary->isEqualityOp())
			for (bool left : { true, false })
				if (const VarDecl *variable = pointer_named(left ? binary->getLHS() : binary->getRHS());
				    variable && (binary->getOpcode() == BO_EQ) == truth &&
				    (left ? binary->getRHS() : binary->getLHS())
						    ->isNullPointerConstant(unit_.context(),
									    Expr::NPC_ValueDependentIsNotNull) !=
					    Expr::NPCK_NotNull)
					forget(variable, state);
		Asked asked = asked_by(atom);
		const auto *call = dyn_cast_or_null<CallExpr>(asked.call);
		if (!call)
			return;
		for (auto at = state.pending.begin(); at != state.pending.end();) {
			if (at->second.erase(call) && truth != asked.truth_is_failure) {
				state.owed.erase(at->first);
				if (unit_.is_users(call->getDirectCallee()->getLocation()))
					state.taken[at->first] = call;
			}
			at = at->second.empty() ? state.pending.erase(at) : std::next(at);
		}
	}

	Takers &takers_;
	ParentMap parents_;
};

/// Whether the function has anything to do with owners that become pointers.
bool concerns(const FunctionDecl *function)
{
	bool found = false;

	each_part(function->getBody(), [&](const Expr *part) {
		if (const auto *call = dyn_cast<CallExpr>(part))
			found |= loans::has_word(call->getDirectCallee(), "disowns") ||
				 loans::has_word(call->getDirectCallee(), "adopts");
	});
	return found;
}

class Owners final : public Analysis {
public:
	void check_file(Unit &unit) override
	{
		Takers takers;

		for (const FunctionDecl *function : unit.users_functions())
			if (concerns(function))
				Flow(unit, takers, function).run();
	}
};

} // namespace

std::unique_ptr<Analysis> make_owners()
{
	return std::make_unique<Owners>();
}

} // namespace kxx::check
