// SPDX-License-Identifier: GPL-2.0
#include "values/nulls.hpp"

#include <map>
#include <set>

#include "c_functions/returned.hpp"
#include "loans/types.hpp"
#include "unit.hpp"
#include "values/dataflow.hpp"

namespace kxx::check {
namespace {

using namespace clang;
using namespace values;

/// Why a pointer may be null.
struct Doubt {
	const Stmt *from = nullptr;
	const FunctionDecl *callee = nullptr;
	/// An error inside the pointer, instead of null.
	const Fact *error = nullptr;

	bool operator==(const Doubt &) const = default;
};

struct State {
	bool reached = false;
	/// Pointers that were not tested.
	std::map<Spot, Doubt> doubts;
	/// Objects of which a condition asked something: "is it empty?".
	std::set<Spot> asked;

	bool operator==(const State &) const = default;
	void join(const State &other)
	{
		reached |= other.reached;
		doubts.insert(other.doubts.begin(), other.doubts.end());
		asked.insert(other.asked.begin(), other.asked.end());
	}
};

bool is_null(const Expr *expression, ASTContext &context)
{
	return expression->isNullPointerConstant(context, Expr::NPC_ValueDependentIsNotNull) != Expr::NPCK_NotNull;
}

/// Finds out which functions may return null.
class Returns {
public:
	explicit Returns(ASTContext &context) : context_(context) {}

	/// Members of the struct that a function of the module returns, which may be null.
	std::map<const FunctionDecl *, std::set<const FieldDecl *>> members;

	bool may_be_null(const FunctionDecl *function, int depth = 0)
	{
		if (!function || !function->getReturnType()->isPointerType() || depth > 4)
			return false;
		if (loans::has_word(function, "may_be_null"))
			return true;
		if (auto nullability = function->getReturnType()->getNullability();
		    nullability && *nullability == NullabilityKind::Nullable)
			return true;
		const FunctionDecl *definition = definition_of(function);
		if (!definition)
			return false;
		auto [known, fresh] = known_.emplace(definition, false);
		if (!fresh)
			return known->second;
		bool found = false;
		for (const Expr *value : returned_by(definition))
			found |= value_may_be_null(value, depth);
		return known_[definition] = found;
	}

private:
	bool value_may_be_null(const Expr *value, int depth)
	{
		const Expr *inner = bare(value);

		if (is_null(value, context_) || is_null(inner, context_))
			return true;
		if (const auto *choice = dyn_cast<ConditionalOperator>(inner))
			return value_may_be_null(choice->getTrueExpr(), depth) ||
			       value_may_be_null(choice->getFalseExpr(), depth);
		if (const auto *call = dyn_cast<CallExpr>(inner))
			return may_be_null(call->getDirectCallee(), depth + 1);
		return false;
	}

	ASTContext &context_;
	std::map<const FunctionDecl *, bool> known_;
};

class Flow final : public Dataflow<State> {
public:
	Flow(Unit &unit, Returns &returns, const FunctionDecl *function) : Dataflow(unit, function), returns_(returns)
	{
	}

private:
	/// Why the value of the expression may be null.
	std::optional<Doubt> doubt(const Expr *expression, const State &state)
	{
		const Expr *value = bare(expression);

		if (!value || !value->getType()->isAnyPointerType())
			return is_null(expression, unit_.context()) ? std::optional(Doubt{ expression }) : std::nullopt;
		if (const auto *choice = dyn_cast<ConditionalOperator>(value))
			return choose(choice, state);
		if (const auto *binary = dyn_cast<BinaryOperator>(value)) {
			if (binary->getOpcode() == BO_Assign || binary->getOpcode() == BO_Comma)
				return doubt(binary->getRHS(), state);
			return std::nullopt;
		}
		if (const auto *call = dyn_cast<CallExpr>(value))
			return result(call, state);
		if (auto place = place_of(value))
			if (auto known = state.doubts.find(*place); known != state.doubts.end())
				return known->second;
		return std::nullopt;
	}

	std::optional<Doubt> choose(const ConditionalOperator *choice, const State &state)
	{
		for (bool truth : { true, false }) {
			const Expr *arm = truth ? choice->getTrueExpr() : choice->getFalseExpr();
			State then = state;

			each_atom(choice->getCond(), truth,
				  [&](const Expr *atom, bool holds) { refine(atom, holds, then); });
			if (auto found = doubt(arm, then))
				return found;
		}
		return std::nullopt;
	}

	std::optional<Doubt> result(const CallExpr *call, const State &state)
	{
		const FunctionDecl *callee = call->getDirectCallee();

		if (!callee)
			return std::nullopt;
		if (is_bound(callee)) {
			const Fact *fact = fact_of(std::string_view(callee->getName()));

			if (!fact)
				return std::nullopt;
			return Doubt{ call, callee, fact->kind == Fact::ErrPtr ? fact : nullptr };
		}
		if (!returns_.may_be_null(callee))
			return std::nullopt;
		if (const Expr *object = object_of(call)) {
			if (never_empty(object))
				return std::nullopt;
			for (auto place = place_of(object); place;) {
				if (state.asked.contains(*place))
					return std::nullopt;
				if (place->steps.empty())
					break;
				place->steps.pop_back();
			}
		}
		return Doubt{ call, callee };
	}

	/// Whether the object is the result of a function that never returns an empty one, or is inside of that result.
	static bool never_empty(const Expr *object)
	{
		auto place = place_of(object);
		const auto *variable = place ? dyn_cast_or_null<VarDecl>(place->root) : nullptr;
		bool found = false;

		if (!variable || !variable->getInit())
			return false;
		each_part(variable->getInit(), [&](const Expr *part) {
			if (const auto *call = dyn_cast<CallExpr>(part))
				found |= call->getDirectCallee() &&
					 loans::has_word(call->getDirectCallee(), "never_empty");
		});
		const auto *call = dyn_cast<CallExpr>(bare(variable->getInit()));
		const Expr *outer = call ? object_of(call) : nullptr;

		return found || (outer && never_empty(outer));
	}

	void statement(const Stmt *statement, State &state) override
	{
		if (const auto *binary = dyn_cast<BinaryOperator>(statement)) {
			if (binary->isAssignmentOp())
				assign(binary, state);
		} else if (const auto *member = dyn_cast<MemberExpr>(statement)) {
			const auto *variable = dyn_cast<VarDecl>(member->getMemberDecl());
			const auto *method = dyn_cast<CXXMethodDecl>(member->getMemberDecl());

			if (member->isArrow() && !variable && !(method && method->isStatic()))
				follow(member->getBase(), member->getOperatorLoc(), state);
		} else if (const auto *unary = dyn_cast<UnaryOperator>(statement)) {
			if (unary->getOpcode() == UO_Deref)
				follow(unary->getSubExpr(), unary->getOperatorLoc(), state);
			else if (unary->isIncrementDecrementOp())
				forget(unary->getSubExpr(), state);
		} else if (const auto *index = dyn_cast<ArraySubscriptExpr>(statement)) {
			follow(index->getBase(), index->getRBracketLoc(), state);
		} else if (const auto *call = dyn_cast<CallExpr>(statement)) {
			pass(call, state);
			if (const auto *assigned = dyn_cast<CXXOperatorCallExpr>(call);
			    assigned && assigned->getOperator() == OO_Equal && assigned->getNumArgs() == 2)
				if (auto place = place_of(assigned->getArg(0))) {
					forget(*place, state);
					doubt_members(*place, assigned->getArg(1), state);
				}
		} else if (const auto *done = dyn_cast<ReturnStmt>(statement)) {
			if (done->getRetValue() && reporting())
				give_members(done->getRetValue(), state);
		} else if (const auto *construct = dyn_cast<CXXConstructExpr>(statement)) {
			for (const Expr *argument : construct->arguments())
				hand_over(argument, nullptr, state);
		} else if (const auto *lambda = dyn_cast<LambdaExpr>(statement)) {
			for (const LambdaCapture &capture : lambda->captures())
				if (capture.capturesVariable() && capture.getCaptureKind() == LCK_ByRef)
					forget(Spot{ cast<ValueDecl>(capture.getCapturedVar()) }, state);
		}
	}

	void declare(const VarDecl *variable, State &state) override
	{
		forget(Spot{ variable }, state);
		if (variable->getInit() && !variable->getType()->isReferenceType())
			doubt_members(Spot{ variable }, variable->getInit(), state);
		if (variable->getInit() && variable->getType()->isPointerType())
			if (auto found = doubt(variable->getInit(), state))
				state.doubts[Spot{ variable }] = *found;
	}

	/// The pointers of a struct that may be null, of the value of an expression.
	std::map<const FieldDecl *, Doubt> members_in_doubt(const Expr *value, const State &state)
	{
		std::map<const FieldDecl *, Doubt> found;
		const Expr *made = unwrapped(value);

		while (const auto *wrapper = dyn_cast<CXXConstructExpr>(made)) {
			if (!is_result(wrapper->getType()) || wrapper->getNumArgs() < 1)
				break;
			made = bare(wrapper->getArg(0));
		}
		const CXXRecordDecl *record = made->getType()->getAsCXXRecordDecl();
		if (!record || !record->hasDefinition())
			return found;
		if (const auto *list = dyn_cast<InitListExpr>(made)) {
			for (const FieldDecl *field : record->fields())
				if (field->getType()->isPointerType() && field->getFieldIndex() < list->getNumInits())
					if (auto why = doubt(list->getInit(field->getFieldIndex()), state);
					    why && why->callee)
						found.emplace(field, *why);
		} else if (const auto *call = dyn_cast<CallExpr>(made)) {
			for (const FieldDecl *field : members_of(call->getDirectCallee()))
				found.emplace(field, Doubt{ call, call->getDirectCallee() });
		} else if (auto place = place_of(made)) {
			for (const FieldDecl *field : record->fields())
				if (auto known = state.doubts.find(place->plus({ Hop::Field, field }));
				    known != state.doubts.end() && known->second.callee)
					found.emplace(field, known->second);
		}
		return found;
	}
	void doubt_members(const Spot &place, const Expr *value, State &state)
	{
		for (const auto &[field, why] : members_in_doubt(value, state))
			state.doubts[place.plus({ Hop::Field, field })] = why;
	}

	/// Members that may be null in what a function of the module returns.
	const std::set<const FieldDecl *> &members_of(const FunctionDecl *function)
	{
		static const std::set<const FieldDecl *> none;
		const FunctionDecl *definition = definition_of(function);

		if (!definition || !unit_.is_users(definition->getLocation()))
			return none;
		auto [known, fresh] = returns_.members.try_emplace(definition);
		if (fresh)
			Flow(unit_, returns_, definition).run();
		return returns_.members[definition];
	}
	void give_members(const Expr *value, const State &state)
	{
		for (const auto &[field, why] : members_in_doubt(value, state))
			returns_.members[function_].insert(field);
	}

	void assign(const BinaryOperator *binary, State &state)
	{
		auto place = place_of(binary->getLHS());

		if (!place)
			return;
		auto found = binary->getLHS()->getType()->isPointerType() && binary->getOpcode() == BO_Assign
				     ? doubt(binary->getRHS(), state)
				     : std::nullopt;
		forget(*place, state);
		if (found)
			state.doubts[*place] = *found;
	}

	void forget(const Spot &place, State &state)
	{
		std::erase_if(state.doubts, [&](const auto &entry) { return place.contains(entry.first); });
		std::erase_if(state.asked, [&](const Spot &asked) { return place.contains(asked); });
	}
	void forget(const Expr *expression, State &state)
	{
		if (auto place = place_of(expression))
			forget(*place, state);
	}

	/// What a call may do to the pointers that the function knows.
	void pass(const CallExpr *call, State &state)
	{
		const FunctionDecl *callee = call->getDirectCallee();
		const auto *method = dyn_cast_or_null<CXXMethodDecl>(callee);

		for (const Argument &argument : arguments_of(call))
			hand_over(argument.value, argument.parameter, state);
		// Others may have set what does not belong to this function.
		bool reads = (method && (method->isConst() || method->isStatic() || isa<CXXConversionDecl>(method))) ||
			     (callee && callee->getBuiltinID());
		if (!reads)
			std::erase_if(state.doubts, [&](const auto &entry) { return !is_local(entry.first); });
	}

	void hand_over(const Expr *argument, const ParmVarDecl *parameter, State &state)
	{
		// An assertion, or a function that asks whether the pointer is an error.
		each_part(argument, [&](const Expr *part) {
			if (const auto *cast = dyn_cast<CastExpr>(part);
			    cast && cast->getCastKind() == CK_PointerToBoolean)
				forget(cast->getSubExpr(), state);
			if (const auto *binary = dyn_cast<BinaryOperator>(part); binary && binary->isEqualityOp()) {
				forget_doubt(binary->getLHS(), state);
				forget_doubt(binary->getRHS(), state);
			}
		});
		if (parameter && loans::has_word(parameter, "is_true"))
			forget_doubt(argument, state);
		if (auto place = place_of(argument))
			if (auto known = state.doubts.find(*place);
			    known != state.doubts.end() &&
			    (known->second.error || (parameter && parameter->getType()->isReferenceType() &&
						     !parameter->getType()->getPointeeType().isConstQualified())))
				state.doubts.erase(known);
		if (const auto *unary = dyn_cast<UnaryOperator>(bare(argument));
		    unary && unary->getOpcode() == UO_AddrOf)
			forget(unary->getSubExpr(), state);
	}
	void forget_doubt(const Expr *expression, State &state)
	{
		if (auto place = place_of(expression))
			state.doubts.erase(*place);
	}

	void follow(const Expr *pointer, SourceLocation at, State &state)
	{
		if (!pointer->getType()->isPointerType() || isa<CXXThisExpr>(bare(pointer)))
			return;
		auto found = doubt(pointer, state);

		if (!found)
			return;
		std::string name;
		if (auto place = place_of(pointer)) {
			name = place->name();
			state.doubts.erase(*place);
		}
		complain(*found, name, at);
	}

	void complain(const Doubt &doubt, const std::string &name, SourceLocation at)
	{
		std::string who = name.empty() ? "the result" : "'" + name + "'";
		std::vector<Step> trace;

		if (!doubt.callee) {
			trace.push_back(unit_.step(doubt.from->getBeginLoc(), "it is null here"));
			return say("unchecked-null", at, who + " is followed, and is null on a path that leads here",
				   "test it first, or leave before it is used", std::move(trace));
		}
		std::string callee = name_of(doubt.callee);
		if (doubt.error) {
			trace.push_back(unit_.step(doubt.from->getBeginLoc(), "the call is here"));
			return say("unchecked-null", at,
				   who + " is followed, but '" + callee +
					   "' returns an error inside the pointer when it fails (" +
					   std::string(doubt.error->source) + "), and nobody asked for it",
				   "write `TRY(from_err_ptr(" + callee + "(…)))`", std::move(trace));
		}
		trace.push_back(unit_.step(doubt.from->getBeginLoc(), "'" + callee + "' may return null"));
		say("unchecked-null", at, who + " is followed without a test, but may be null",
		    "write `if (" + (name.empty() ? std::string("auto *found = …") : name) +
			    ")` around its use, or return an error if it is null",
		    std::move(trace));
	}

	void refine(const Expr *atom, bool truth, State &state) override
	{
		if (atom->getType()->isAnyPointerType()) {
			if (auto place = place_of(atom); place && truth)
				clear(*place, state);
			if (const auto *binary = dyn_cast<BinaryOperator>(atom); binary && binary->isAssignmentOp())
				if (auto place = place_of(binary->getLHS()); place && truth)
					clear(*place, state);
		} else if (const auto *binary = dyn_cast<BinaryOperator>(atom); binary && binary->isComparisonOp()) {
			compare(binary, truth, state);
		}
		each_part(atom, [&](const Expr *part) {
			const auto *call = dyn_cast<CallExpr>(part);

			if (!call)
				return;
			for (const Argument &argument : arguments_of(call))
				forget_doubt(argument.value, state);
			if (const Expr *object = object_of(call))
				if (auto place = place_of(object); place && !call->getType()->isPointerType())
					state.asked.insert(*place);
		});
	}

	void clear(const Spot &place, State &state)
	{
		if (auto known = state.doubts.find(place); known != state.doubts.end() && !known->second.error)
			state.doubts.erase(known);
	}

	void compare(const BinaryOperator *binary, bool truth, State &state)
	{
		for (bool left : { true, false }) {
			const Expr *one = left ? binary->getLHS() : binary->getRHS();
			const Expr *other = left ? binary->getRHS() : binary->getLHS();
			auto place = place_of(one);

			if (!place || !one->getType()->isAnyPointerType())
				continue;
			if (is_null(other, unit_.context()) || is_null(bare(other), unit_.context())) {
				if ((binary->getOpcode() == BO_NE) == truth)
					clear(*place, state);
			} else if ((binary->getOpcode() == BO_EQ) == truth || binary->isRelationalOp()) {
				state.doubts.erase(*place); // equal to some object
			}
		}
	}

	Returns &returns_;
};

class Nulls final : public Analysis {
public:
	void check_file(Unit &unit) override
	{
		Returns returns(unit.context());

		for (const FunctionDecl *function : unit.users_functions())
			Flow(unit, returns, function).run();
	}
};

} // namespace

std::unique_ptr<Analysis> make_nulls()
{
	return std::make_unique<Nulls>();
}

} // namespace kxx::check
