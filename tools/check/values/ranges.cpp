// SPDX-License-Identifier: GPL-2.0
#include "values/ranges.hpp"

#include <map>
#include <set>

#include <clang/AST/Attr.h>
#include <clang/AST/DeclTemplate.h>
#include <clang/AST/DynamicRecursiveASTVisitor.h>
#include <clang/AST/StmtCXX.h>

#include "loans/expressions.hpp"
#include "loans/types.hpp"
#include "unit.hpp"
#include "values/dataflow.hpp"
#include "values/range.hpp"

namespace kxx::check {
namespace {

using namespace clang;
using namespace values;

/// More elements or bytes than this are too many to allocate because a process says so.
constexpr Wide many = 1 << 20;

/// The members on the way to a number, from the object that a guard, a pointer or `this` names.
using Chain = std::vector<const ValueDecl *>;

/// A process's number in a member.
struct Stored {
	Range range;
	/// The place, if the expression named one.
	std::optional<Spot> place;

	bool operator==(const Stored &) const = default;
};

struct State {
	bool reached = false;
	std::map<Spot, Range> numbers;
	/// Objects whose bytes a process chose, and where they came in.
	std::map<Spot, const Stmt *> users;
	/// What the function has stored in members of objects that outlive it.
	std::map<Chain, Stored> stored;

	bool operator==(const State &) const = default;
	void join(const State &other)
	{
		if (!reached) {
			*this = other;
			return;
		}
		// A number that one side does not know is any number, unless the side knows that it is a process's.
		for (auto at = numbers.begin(); at != numbers.end();)
			if (auto same = other.numbers.find(at->first); same != other.numbers.end())
				(at++)->second.join(same->second);
			else
				at = numbers.erase(at);
		users.insert(other.users.begin(), other.users.end());
		for (const auto &[chain, one] : other.stored)
			if (auto [at, fresh] = stored.emplace(chain, one); !fresh)
				at->second.range.join(one.range);
	}
};

/// What a function of the module says about the numbers that it gets.
struct Summary {
	/// What is known of its parameters and its object after it has succeeded, or answered `true`; and otherwise.
	State success, failure;
	/// What it returns, alone or in a Result, when it succeeds.
	std::optional<Range> result;
};

/// What the whole file says about fields.
struct Fields {
	/// Fields that are compared with something, or assigned anything but a constant.
	std::set<const ValueDecl *> limited;
	/// Fields and parameters of the module that are tested for zero, or compared.
	std::set<const ValueDecl *> tested;
	/// Functions that functions of the module call: what they get is known from these calls.
	std::set<const FunctionDecl *> called;
};

bool is_module_parameter(QualType type)
{
	return loans::is_kernel_class(type.getNonReferenceType()->getAsCXXRecordDecl(), "Param");
}

struct FieldFinder : DynamicRecursiveASTVisitor {
	explicit FieldFinder(Fields &fields) : fields(fields) { ShouldVisitLambdaBody = false; }

	Fields &fields;

	static const FieldDecl *field_of(const Expr *expression)
	{
		const auto *member = dyn_cast<MemberExpr>(bare(expression));

		return member ? dyn_cast<FieldDecl>(member->getMemberDecl()) : nullptr;
	}
	/// A parameter of the module that the expression reads.
	void test_parameters(const Expr *expression)
	{
		each_part(expression, [&](const Expr *part) {
			if (const auto *name = dyn_cast<DeclRefExpr>(part);
			    name && is_module_parameter(name->getType()))
				fields.tested.insert(name->getDecl());
		});
	}
	bool VisitBinaryOperator(BinaryOperator *binary) override
	{
		if (binary->isComparisonOp())
			for (const Expr *side : { binary->getLHS(), binary->getRHS() }) {
				test_parameters(side);
				each_part(side, [&](const Expr *part) {
					if (const FieldDecl *field = field_of(part)) {
						fields.tested.insert(field);
						fields.limited.insert(field);
					}
				});
			}
		if (const FieldDecl *field = field_of(binary->getLHS()); field && binary->getOpcode() != BO_AddAssign &&
									 binary->isAssignmentOp() &&
									 !isa<IntegerLiteral>(bare(binary->getRHS())))
			fields.limited.insert(field);
		return true;
	}
	bool VisitImplicitCastExpr(ImplicitCastExpr *cast) override
	{
		if (cast->getCastKind() == CK_IntegralToBoolean) {
			test_parameters(cast->getSubExpr());
			if (const FieldDecl *field = field_of(cast->getSubExpr()))
				fields.tested.insert(field);
		}
		return true;
	}
	bool VisitCallExpr(CallExpr *call) override
	{
		if (const FunctionDecl *callee = call->getDirectCallee()) {
			fields.called.insert(callee->getCanonicalDecl());
			if (answers(call->getType()))
				for (const Argument &argument : arguments_of(call))
					test_parameters(argument.value);
		}
		// What gets a way to change it may limit it.
		for (const Argument &argument : arguments_of(call))
			if (argument.parameter && argument.parameter->getType()->isReferenceType())
				if (const FieldDecl *field = field_of(argument.value))
					fields.limited.insert(field);
		return true;
	}
	bool VisitUnaryOperator(UnaryOperator *unary) override
	{
		if (unary->getOpcode() == UO_AddrOf || unary->isDecrementOp())
			if (const FieldDecl *field = field_of(unary->getSubExpr()))
				fields.limited.insert(field);
		return true;
	}
};

/// The function's only statement, if that returns a value.
const Expr *only_result(const FunctionDecl *definition)
{
	const auto *body = dyn_cast_or_null<CompoundStmt>(definition->getBody());

	if (!body || body->size() != 1)
		return nullptr;
	const auto *done = dyn_cast<ReturnStmt>(body->body_front());
	return done ? done->getRetValue() : nullptr;
}

/// The array that the expression names, before it became a pointer; its number of elements.
std::optional<Wide> elements_of(const Expr *base, ASTContext &context)
{
	const Expr *array = bare(base);

	if (const auto *type = context.getAsConstantArrayType(array->getType()))
		return type->getSize().getLimitedValue();
	return std::nullopt;
}

/// What the checks of the module's files share.
struct Shared {
	explicit Shared(Unit &unit) : unit(unit) {}

	Unit &unit;
	Fields fields;
	/// Parameters that the library fills from a process before it calls the function.
	std::map<const FunctionDecl *, bool> called_with_users_data;
	/// Numbers of a process that some function stores in members.
	std::map<Chain, Range> stored;
	std::set<std::string> seen;
	std::map<std::string, Summary> summaries;
	std::set<const FunctionDecl *> active;
	int depth = 0;
	/// Whether a function is only asked what it does, or what it stores.
	bool quiet = false;
};

/// What a function is called with.
struct Entry {
	State start;
	/// Parameters that refer to objects which outlive the caller; and whether the object of the method is one.
	std::set<const ValueDecl *> outer;
	bool outer_this = true;
	/// Whether all callers are the library or the kernel, or the caller is known.
	bool whole = false;
};

class Flow final : public Dataflow<State> {
public:
	Flow(Shared &shared, const FunctionDecl *function, Entry entry = {})
		: Dataflow(shared.unit, function), shared_(shared), entry_(std::move(entry))
	{
	}

	/// After run().
	Summary &summary() { return summary_; }

private:
	ASTContext &context() { return unit_.context(); }

	void enter(State &state) override
	{
		state = entry_.start;
		state.reached = true;
		if (auto known = shared_.called_with_users_data.find(function_->getCanonicalDecl());
		    known != shared_.called_with_users_data.end())
			for (const ParmVarDecl *parameter : function_->parameters())
				if (is_users_data(parameter->getType()))
					state.users[Spot{ parameter }] = function_->getBody();
	}

	/// Plain data: numbers, and structs of the module's own.
	bool is_users_data(QualType type)
	{
		type = type.getNonReferenceType();
		if (const CXXRecordDecl *record = type->getAsCXXRecordDecl())
			return !unit_.in_library(record->getLocation()) && record->hasDefinition() &&
			       record->isTriviallyCopyable();
		return type->isIntegralOrEnumerationType();
	}

	// What an expression is.

	/// Where the bytes of the expression's object came from a process; null if they did not.
	const Stmt *users(const Expr *expression, const State &state, int depth = 0)
	{
		const Expr *value = bare(expression);

		if (!value || depth > 8)
			return nullptr;
		if (auto place = place_of(value)) {
			for (;;) {
				if (auto known = state.users.find(*place); known != state.users.end())
					return known->second;
				if (place->steps.empty())
					break;
				place->steps.pop_back();
			}
		}
		if (const auto *block = dyn_cast<StmtExpr>(value)) {
			const auto *last = block->getSubStmt()->body_empty()
						   ? nullptr
						   : dyn_cast<Expr>(block->getSubStmt()->body_back());
			return last ? users(last, state, depth + 1) : nullptr;
		}
		if (const auto *index = dyn_cast<ArraySubscriptExpr>(value))
			return users(index->getBase(), state, depth + 1);
		if (const auto *member = dyn_cast<MemberExpr>(value))
			return users(member->getBase(), state, depth + 1);
		if (const auto *unary = dyn_cast<UnaryOperator>(value))
			return unary->getOpcode() == UO_Deref ? users(unary->getSubExpr(), state, depth + 1) : nullptr;
		if (const auto *name = dyn_cast<DeclRefExpr>(value)) {
			const auto *variable = dyn_cast<VarDecl>(name->getDecl());

			// TRY's reference, or `auto result = …` and then result.get().
			if (variable && variable->getInit() && variable->hasLocalStorage() &&
			    (variable->getType()->isReferenceType() || is_result(variable->getType())))
				return users(variable->getInit(), state, depth + 1);
			return nullptr;
		}
		const auto *call = dyn_cast<CallExpr>(value);
		if (!call)
			return nullptr;
		if (loans::has_word(call->getDirectCallee(), "from_user"))
			return call;
		// What takes the value out of a result.
		if (const Expr *object = object_of(call); object && is_result(object->getType()))
			return users(object, state, depth + 1);
		for (const Argument &argument : arguments_of(call))
			if (is_result(argument.value->getType()) && call->getDirectCallee() &&
			    unit_.in_library(call->getDirectCallee()->getLocation()))
				return users(argument.value, state, depth + 1);
		return nullptr;
	}

	static Wide wide(const llvm::APSInt &number)
	{
		return number.isSigned() ? Wide(number.getSExtValue()) : Wide(number.getZExtValue());
	}

	Range number(const Expr *expression, const State &state, int depth = 0)
	{
		QualType type = expression->getType().getNonReferenceType();
		Range all = all_of(type, context());

		if (depth > 24 || !is_counted(type, context()))
			return all;
		if (auto constant = constant_of(expression, context())) {
			Wide value = wide(*constant);

			return { Range::Known, value, value, true, true, value != 0 };
		}
		const Expr *value = loans::strip(expression);
		if (const auto *cast = dyn_cast<CastExpr>(expression->IgnoreParens());
		    cast && is_counted(cast->getSubExpr()->getType(), context()))
			return converted(number(cast->getSubExpr(), state, depth + 1), all);
		if (value != expression && is_counted(value->getType(), context()))
			return converted(number(value, state, depth + 1), all);
		if (const auto *cast = dyn_cast<CastExpr>(value);
		    cast && is_counted(cast->getSubExpr()->getType(), context()))
			return converted(number(cast->getSubExpr(), state, depth + 1), all);
		if (const auto *braces = dyn_cast<InitListExpr>(value); braces && braces->getNumInits() == 1)
			return converted(number(braces->getInit(0), state, depth + 1), all);
		if (auto place = place_of(value))
			if (auto known = state.numbers.find(*place); known != state.numbers.end())
				return converted(known->second, all);
		if (auto kept = stored_in(value))
			return converted(*kept, all);
		if (isa<StmtExpr>(value))
			if (auto result = result_of(value, state, depth))
				return converted(*result, all);
		if (const auto *choice = dyn_cast<ConditionalOperator>(value))
			return chosen(choice, state, depth);
		if (const auto *unary = dyn_cast<UnaryOperator>(value))
			return one_operand(unary, state, all, depth);
		if (const auto *binary = dyn_cast<BinaryOperator>(value))
			return two_operands(binary, state, all, depth);
		if (const auto *call = dyn_cast<CallExpr>(value))
			if (auto result = called(call, state, depth))
				return converted(*result, all);
		if (const Stmt *origin = users(value, state)) {
			all.kind = Range::User;
			all.origin = origin;
		}
		return all;
	}

	/// The number in the Result that the expression makes, names, or takes it out of.
	std::optional<Range> result_of(const Expr *expression, const State &state, int depth)
	{
		const Expr *value = unwrapped(expression);

		if (const auto *made = dyn_cast<CXXConstructExpr>(value);
		    made && made->getNumArgs() == 1 && is_counted(made->getArg(0)->getType(), context()))
			return number(made->getArg(0), state, depth + 1);
		const auto *call = dyn_cast<CallExpr>(value);
		const Summary *summary = call ? summary_of(call, state) : nullptr;
		return summary ? summary->result : std::nullopt;
	}

	// Members.

	/// Whether the object is not one of this function's own.
	bool is_outer(const Spot &place)
	{
		if (place.passes(Hop::Content))
			return true;
		if (!place.root)
			return entry_.outer_this;
		if (isa<ParmVarDecl>(place.root))
			return entry_.outer.contains(place.root);
		return !is_local(place);
	}

	static Chain chain_of(const Spot &place)
	{
		Chain chain;

		for (const Hop &step : place.steps)
			if (step.kind == Hop::Field)
				chain.push_back(step.field);
			else
				chain.clear();
		return chain;
	}

	/// The members on the way to what the expression names, if its object is not one of this function's own.
	std::optional<Chain> chain_of(const Expr *expression)
	{
		const Expr *value = bare(expression);

		if (auto place = place_of(value))
			return is_outer(*place) ? std::optional(chain_of(*place)) : std::nullopt;
		if (const auto *member = dyn_cast<MemberExpr>(value)) {
			const auto *field = dyn_cast<FieldDecl>(member->getMemberDecl());
			auto chain = field ? chain_of(member->getBase()) : std::nullopt;

			if (chain)
				chain->push_back(field);
			return chain;
		}
		if (const auto *index = dyn_cast<ArraySubscriptExpr>(value))
			return chain_of(index->getBase());
		// A guard that no variable names; an element.
		const auto *call = dyn_cast<CXXOperatorCallExpr>(value);
		if (!call)
			return std::nullopt;
		if (call->getOperator() == OO_Subscript)
			return chain_of(call->getArg(0));
		if (call->getOperator() == OO_Arrow || (call->getOperator() == OO_Star && call->getNumArgs() == 1))
			return Chain{};
		return std::nullopt;
	}

	/// The Atomic on which the call is `name()`; null if it is not.
	static const Expr *atomic_of(const CallExpr *call, llvm::StringRef name)
	{
		const FunctionDecl *callee = call->getDirectCallee();
		const Expr *object = object_of(call);

		return callee && object && callee->getIdentifier() && callee->getName() == name &&
				       loans::is_kernel_class(object->getType()->getAsCXXRecordDecl(), "Atomic")
			       ? object
			       : nullptr;
	}

	/// The process's number that the member which the expression reads may have from another call.
	std::optional<Range> stored_in(const Expr *value)
	{
		if (!entry_.whole || shared_.stored.empty())
			return std::nullopt;
		if (const auto *call = dyn_cast<CallExpr>(value))
			value = atomic_of(call, "load");
		auto chain = value ? chain_of(value) : std::nullopt;
		if (!chain)
			return std::nullopt;
		auto known = shared_.stored.find(*chain);
		return known == shared_.stored.end() ? std::nullopt : std::optional(known->second);
	}

	/// Remembers a number that a member gets.
	void keep(const Expr *member, const Range &range, const Chain &inner, State &state)
	{
		auto chain = chain_of(member);

		if (!chain)
			return;
		chain->insert(chain->end(), inner.begin(), inner.end());
		if (chain->empty() || !unit_.is_users(chain->back()->getLocation()))
			return;
		auto place = place_of(member);
		if (place)
			for (const ValueDecl *field : inner)
				place = place->plus({ Hop::Field, field });
		state.stored.erase(*chain);
		if (range.kind == Range::User)
			state.stored[*chain] = { range, place };
	}

	/// Remembers the numbers of a whole struct that a member, or what a guard guards, gets.
	void keep_all(const Expr *member, const Expr *from, State &state)
	{
		const CXXRecordDecl *record = member->getType()->getAsCXXRecordDecl();
		const Expr *value = bare(from);
		auto place = place_of(value);
		const auto *list = dyn_cast<InitListExpr>(value);
		const Stmt *origin = users(value, state);

		if (!record || !record->hasDefinition())
			return;
		for (const FieldDecl *field : record->fields()) {
			Range range = all_of(field->getType(), context());

			if (!is_counted(field->getType(), context()))
				continue;
			if (list && field->getFieldIndex() < list->getNumInits()) {
				range = number(list->getInit(field->getFieldIndex()), state);
			} else if (origin) {
				range.kind = Range::User;
				range.origin = origin;
			}
			if (place)
				if (auto known = state.numbers.find(place->plus({ Hop::Field, field }));
				    known != state.numbers.end())
					range = known->second;
			keep(member, range, { field }, state);
		}
	}

	/// The function ends: what it stored stays.
	void commit(State &state, bool failed)
	{
		for (const auto &[chain, one] : state.stored) {
			if (!entry_.whole)
				continue;
			// What fails drops the objects that it made.
			const auto *root = one.place ? dyn_cast_or_null<VarDecl>(one.place->root) : nullptr;
			if (failed && root && !isa<ParmVarDecl>(root) && root->hasLocalStorage() &&
			    loans::holds_owner(root->getType()))
				continue;
			if (auto [at, fresh] = shared_.stored.emplace(chain, one.range); !fresh)
				at->second.join(one.range);
		}
		state.stored.clear();
	}

	// Functions of the module.

	/// What the call gives the function, if that is one of the module's that can be looked into.
	std::optional<Entry> entry_of(const CallExpr *call, const State &state, std::string &key)
	{
		const FunctionDecl *definition = definition_of(call->getDirectCallee());

		if (!definition || !unit_.is_users(definition->getLocation()) || definition == function_ ||
		    shared_.depth >= 3 || shared_.active.contains(definition))
			return std::nullopt;
		Entry entry;
		entry.whole = entry_.whole;
		auto copy = [&](const Spot &from, const ValueDecl *to) {
			for (const auto &[known, range] : state.numbers)
				if (from.contains(known))
					entry.start.numbers[known.moved(from, Spot{ to })] = range;
			for (const auto &[known, origin] : state.users)
				if (from.contains(known))
					entry.start.users[known.moved(from, Spot{ to })] = origin;
		};
		if (const Expr *object = object_of(call)) {
			auto place = place_of(object);

			entry.outer_this = !place || is_outer(*place);
			if (place)
				copy(*place, nullptr);
		}
		for (const Argument &argument : arguments_of(call)) {
			if (!argument.parameter)
				continue;
			const ParmVarDecl *parameter =
				definition->getParamDecl(argument.parameter->getFunctionScopeIndex());
			QualType type = parameter->getType();
			auto place = place_of(argument.value);

			if (type->isReferenceType() && place && is_outer(*place))
				entry.outer.insert(parameter);
			if (type.getNonReferenceType()->isIntegralOrEnumerationType()) {
				if (Range range = number(argument.value, state); range.kind == Range::User)
					entry.start.numbers[Spot{ parameter }] = range;
			} else if (place) {
				copy(*place, parameter);
			}
			if (const Stmt *origin = users(argument.value, state);
			    origin && is_users_data(type) && !type.getNonReferenceType()->isIntegralOrEnumerationType())
				entry.start.users[Spot{ parameter }] = origin;
		}
		llvm::raw_string_ostream out(key);
		auto write = [&](const Spot &place) {
			out << ';' << place.root;
			for (const Hop &step : place.steps)
				out << '.' << step.kind << step.field;
		};
		out << definition << entry.whole << entry.outer_this << entry.outer.size();
		for (const auto &[place, range] : entry.start.numbers) {
			write(place);
			out << '=' << range.kind << static_cast<long>(range.low) << ':' << static_cast<long>(range.high)
			    << range.checked_high << range.checked_low << range.nonzero << range.wrapped;
		}
		for (const auto &[place, origin] : entry.start.users)
			write(place);
		return entry;
	}

	/// What the called function of the module does; null if it cannot be looked into.
	const Summary *summary_of(const CallExpr *call, const State &state)
	{
		const FunctionDecl *callee = call->getDirectCallee();
		std::string key;

		// Only what says something about numbers.
		QualType type = callee ? callee->getReturnType() : QualType();
		if (!callee || !(values::answers(type) || is_counted(type, context()) || type->isVoidType()))
			return nullptr;
		auto entry = entry_of(call, state, key);
		if (!entry)
			return nullptr;
		auto [known, fresh] = shared_.summaries.try_emplace(key);
		if (fresh) {
			bool was_quiet = std::exchange(shared_.quiet, true);

			// What the function stores is found when it is looked into for the last time.
			known->second = look_into(call, std::move(*entry));
			shared_.quiet = was_quiet;
		}
		return &known->second;
	}

	Summary look_into(const CallExpr *call, Entry entry)
	{
		const FunctionDecl *definition = definition_of(call->getDirectCallee());

		shared_.depth++;
		shared_.active.insert(function_);
		Flow flow(shared_, definition, std::move(entry));
		flow.run();
		shared_.active.erase(function_);
		shared_.depth--;
		return std::move(flow.summary());
	}

	/// What is known of the arguments of a call because it has succeeded, or has not. False if nothing is known.
	bool settle(const Expr *asked, bool succeeded, State &state)
	{
		const auto *call = dyn_cast_or_null<CallExpr>(asked);
		const Summary *summary = call ? summary_of(call, state) : nullptr;

		if (!summary)
			return false;
		const State &then = succeeded ? summary->success : summary->failure;
		auto copy = [&](const Spot &to, const ValueDecl *from) {
			for (const auto &[known, range] : then.numbers)
				if (known.root == from)
					set_known(known.moved(Spot{ from }, to), range, state);
			for (const auto &[known, origin] : then.users)
				if (known.root == from)
					state.users.emplace(known.moved(Spot{ from }, to), origin);
		};
		if (const Expr *object = object_of(call))
			if (auto place = place_of(object))
				copy(*place, nullptr);
		const FunctionDecl *definition = definition_of(call->getDirectCallee());
		for (const Argument &argument : arguments_of(call))
			if (argument.parameter)
				if (auto place = place_of(argument.value))
					copy(*place,
					     definition->getParamDecl(argument.parameter->getFunctionScopeIndex()));
		return true;
	}

	/// A number is now known better, also where it was stored.
	void set_known(const Spot &place, const Range &range, State &state)
	{
		state.numbers[place] = range;
		for (auto &[chain, one] : state.stored)
			if (one.place == place)
				one.range = range;
	}

	void finish(const ReturnStmt *done, State &state)
	{
		const Expr *value = done->getRetValue();

		if (!reporting())
			return;
		bool failed = value && is_failure(value, context());
		if (value && !failed) {
			auto result = is_counted(function_->getReturnType(), context())
					      ? std::optional(number(value, state))
					      : result_of(value, state, 0);
			if (!result)
				result = Range{ .low = -(Wide(1) << 63), .high = (Wide(1) << 64) - 1 };
			if (summary_.result)
				summary_.result->join(*result);
			else
				summary_.result = result;
		}
		if (value && value->getType()->isBooleanType()) {
			auto constant = constant_of(value, context());

			for (bool truth : { true, false }) {
				if (constant && truth != (*constant != 0))
					continue;
				State then = state;
				each_atom(value, truth,
					  [&](const Expr *atom, bool holds) { refine(atom, holds, then); });
				(truth ? summary_.success : summary_.failure).join(then);
			}
		} else if (State then = state; value && !failed && settle(bare(value), true, then)) {
			summary_.success.join(then);
			summary_.failure.join(state);
		} else {
			(failed ? summary_.failure : summary_.success).join(state);
		}
		commit(state, failed);
	}
	void leave(State &state) override
	{
		if (function_->getReturnType()->isVoidType())
			summary_.success.join(state);
		commit(state, false);
	}

	static Range converted(Range range, const Range &all)
	{
		if (range.low >= all.low && range.high <= all.high)
			return range;
		// It wraps around.
		bool negative = range.low < all.low;
		range.low = all.low;
		range.high = all.high;
		if (negative)
			range.checked_high = range.checked_high && range.checked_low;
		if (range.kind == Range::Known)
			range.kind = Range::Unknown;
		return range;
	}

	Range chosen(const ConditionalOperator *choice, const State &state, int depth)
	{
		std::optional<Range> both;

		for (bool truth : { true, false }) {
			const Expr *arm = truth ? choice->getTrueExpr() : choice->getFalseExpr();
			State then = state;

			each_atom(choice->getCond(), truth,
				  [&](const Expr *atom, bool holds) { refine(atom, holds, then); });
			Range one = number(arm, then, depth + 1);
			if (both)
				both->join(one);
			else
				both = one;
		}
		return *both;
	}

	Range one_operand(const UnaryOperator *unary, const State &state, const Range &all, int depth)
	{
		Range inner = number(unary->getSubExpr(), state, depth + 1);

		switch (unary->getOpcode()) {
		case UO_Plus:
			return inner;
		case UO_Minus:
			std::swap(inner.low, inner.high);
			std::swap(inner.checked_low, inner.checked_high);
			inner.low = -inner.low;
			inner.high = -inner.high;
			return converted(inner, all);
		case UO_PreInc: // the new value is in the state already
		case UO_PreDec:
			return inner;
		case UO_PostInc:
		case UO_PostDec: {
			int back = unary->getOpcode() == UO_PostInc ? -1 : 1;

			inner.low = std::max(inner.low + back, all.low);
			inner.high = std::min(inner.high + back, all.high);
			if (inner.kind == Range::Known && inner.high + 1 >= all.high)
				inner.high = all.high;
			return inner;
		}
		case UO_Deref:
			if (const Stmt *origin = users(unary, state)) {
				Range made = all;

				made.kind = Range::User;
				made.origin = origin;
				return made;
			}
			return all;
		default:
			inner.low = all.low;
			inner.high = all.high;
			return inner;
		}
	}

	Range two_operands(const BinaryOperator *binary, const State &state, const Range &all, int depth)
	{
		BinaryOperatorKind op = binary->getOpcode();

		if (op == BO_Assign || op == BO_Comma)
			return number(binary->getRHS(), state, depth + 1);
		if (binary->isComparisonOp() || binary->isLogicalOp())
			return all;
		if (binary->isCompoundAssignmentOp()) {
			if (auto place = place_of(binary->getLHS()))
				if (auto known = state.numbers.find(*place); known != state.numbers.end())
					return known->second; // assigned already
			return all;
		}
		return combine(op, number(binary->getLHS(), state, depth + 1),
			       number(binary->getRHS(), state, depth + 1), all, binary);
	}

	static Range combine(BinaryOperatorKind op, const Range &a, const Range &b, const Range &all, const Expr *at)
	{
		Range made;

		made.kind = std::max(a.kind, b.kind);
		made.origin = a.origin ? a.origin : b.origin;
		made.wrapped = a.wrapped ? a.wrapped : b.wrapped;
		auto closed = [](const Range &range, bool checked) { return range.kind != Range::User || checked; };
		made.checked_low = closed(a, a.checked_low) && closed(b, b.checked_low);
		made.checked_high = closed(a, a.checked_high) && closed(b, b.checked_high);
		bool fits = true;
		switch (op) {
		case BO_Add:
			made.low = a.low + b.low;
			made.high = a.high + b.high;
			break;
		case BO_Sub:
			made.low = a.low - b.high;
			made.high = a.high - b.low;
			made.checked_low = closed(a, a.checked_low) && closed(b, b.checked_high);
			made.checked_high = closed(a, a.checked_high) && closed(b, b.checked_low);
			break;
		case BO_Mul: {
			Wide corners[] = { a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high };

			// Two numbers of 64 bits: the product of two of 2^63 and more does not fit 128 bits.
			if (a.high > Wide(1) << 62 && b.high > Wide(1) << 62) {
				fits = false;
				break;
			}
			made.low = *std::ranges::min_element(corners);
			made.high = *std::ranges::max_element(corners);
			break;
		}
		case BO_Rem:
			if (b.low <= 0 && b.high >= 0 && b.kind != Range::Known) {
				made.low = a.low < 0 ? all.low : 0;
				made.high = b.high > 0 ? std::min(a.high, b.high - 1) : all.high;
				made.checked_high = closed(b, b.checked_high);
				made.checked_low = true;
			} else {
				Wide most = std::max(b.high < 0 ? -b.low : b.high, Wide(1)) - 1;

				made.low = a.low < 0 ? -most : 0;
				made.high = a.high < 0 ? 0 : std::min(a.high, most);
				made.checked_high = closed(b, b.checked_high) || made.checked_high;
			}
			made.wrapped = nullptr;
			break;
		case BO_Div:
			if (b.low <= 0 && b.high >= 0) {
				made.low = std::min(a.low, -a.high);
				made.high = std::max(a.high, -a.low);
				made.low = std::max(made.low, all.low);
				made.high = std::min(made.high, all.high);
			} else {
				Wide corners[] = { a.low / b.low, a.low / b.high, a.high / b.low, a.high / b.high };

				made.low = *std::ranges::min_element(corners);
				made.high = *std::ranges::max_element(corners);
			}
			break;
		case BO_And:
			if (a.low < 0 && b.low < 0) {
				fits = false;
				break;
			}
			made.low = 0;
			made.high = a.low < 0 ? b.high : b.low < 0 ? a.high : std::min(a.high, b.high);
			// A mask that the process did not choose limits it.
			made.checked_high = closed(a, a.checked_high) || closed(b, b.checked_high);
			made.checked_low = true;
			made.wrapped = nullptr;
			if (made.kind == Range::Known)
				made.kind = Range::Unknown;
			if (a.kind != b.kind && made.high == all.high)
				made.checked_high = true;
			break;
		case BO_Shr:
			if (b.low == b.high && b.low >= 0 && b.low < 64) {
				made.low = a.low >> int(b.low);
				made.high = a.high >> int(b.low);
			} else {
				made.low = std::min(a.low, Wide(0));
				made.high = a.high;
			}
			break;
		case BO_Shl:
			if (b.low == b.high && b.low >= 0 && b.low < 32 && a.low >= 0) {
				made.low = a.low << int(b.low);
				made.high = a.high << int(b.low);
			} else {
				fits = false;
			}
			break;
		default: // | and ^
			fits = false;
			if (a.low >= 0 && b.low >= 0) {
				Wide most = std::max(a.high, b.high), bits = 1;

				while (bits <= most)
					bits <<= 1;
				made.low = 0;
				made.high = bits - 1;
				fits = true;
			}
			if (made.kind == Range::Known)
				made.kind = Range::Unknown;
			break;
		}
		if (fits && made.low >= all.low && made.high <= all.high) {
			made.nonzero = made.low > 0 || made.high < 0;
			return made;
		}
		bool open = !made.checked_low || !made.checked_high;
		made.low = all.low;
		made.high = all.high;
		if (made.kind == Range::Known)
			made.kind = Range::Unknown;
		if (made.kind == Range::User && open &&
		    (op == BO_Add || op == BO_Sub || op == BO_Mul || op == BO_Shl)) {
			made.wrapped = at;
			made.checked_high = made.checked_low = false;
		}
		return made;
	}

	/// The result of a call, if the callee says where its number comes from, or is one expression.
	std::optional<Range> called(const CallExpr *call, const State &state, int depth)
	{
		const FunctionDecl *callee = call->getDirectCallee();
		Range all = all_of(call->getType(), context());

		if (!callee)
			return std::nullopt;
		if (is_tested_parameter(call))
			return all;
		bool is_count = loans::has_word(callee, "count_from_user");
		if (is_count || loans::has_word(callee, "from_user")) {
			all.kind = Range::User;
			all.origin = call;
			all.low = is_count ? std::max(all.low, Wide(0)) : all.low;
			all.high = is_count ? std::min(all.high, Wide(0x7ffff000)) : all.high;
			// The kernel has limited how much one call reads or writes.
			all.checked_high = loans::has_word(callee, "count_at_most");
			return all;
		}
		const FunctionDecl *definition = definition_of(callee);
		const Expr *result = definition ? only_result(definition) : nullptr;
		if (!result || depth > 16 || isa<CXXMethodDecl>(callee)) {
			const Summary *summary = summary_of(call, state);

			return summary ? summary->result : std::nullopt;
		}
		State inside;
		for (const Argument &argument : arguments_of(call)) {
			if (!argument.parameter)
				return std::nullopt;
			const ParmVarDecl *parameter =
				definition->getParamDecl(argument.parameter->getFunctionScopeIndex());
			if (parameter->getType().getNonReferenceType()->isIntegralOrEnumerationType())
				inside.numbers[Spot{ parameter }] = number(argument.value, state, depth + 1);
		}
		return number(result, inside, depth + 4);
	}

	/// Whether the call reads a parameter of the module that some function tests, or that only takes named values.
	bool is_tested_parameter(const CallExpr *call)
	{
		const Expr *object = object_of(call);

		if (!object || !is_module_parameter(object->getType()))
			return false;
		const auto *name = dyn_cast<DeclRefExpr>(bare(object));
		return !name || shared_.fields.tested.contains(name->getDecl()) || !call->getType()->isIntegerType() ||
		       call->getType()->isBooleanType() || call->getType()->isEnumeralType();
	}

	// What statements do.

	void declare(const VarDecl *variable, State &state) override
	{
		if (!variable->getType()->isReferenceType())
			store(Spot{ variable }, variable->getType(), variable->getInit(), state);
	}

	void statement(const Stmt *statement, State &state) override
	{
		if (const auto *binary = dyn_cast<BinaryOperator>(statement)) {
			operate(binary, state);
		} else if (const auto *unary = dyn_cast<UnaryOperator>(statement)) {
			if (unary->isIncrementDecrementOp())
				count(unary, state);
		} else if (const auto *index = dyn_cast<ArraySubscriptExpr>(statement)) {
			check_index(index, state);
		} else if (const auto *call = dyn_cast<CallExpr>(statement)) {
			check_call(call, state);
			pass(call, state);
		} else if (const auto *done = dyn_cast<ReturnStmt>(statement)) {
			finish(done, state);
		} else if (const auto *lambda = dyn_cast<LambdaExpr>(statement)) {
			for (const LambdaCapture &capture : lambda->captures())
				if (capture.capturesVariable() && capture.getCaptureKind() == LCK_ByRef)
					forget(Spot{ cast<ValueDecl>(capture.getCapturedVar()) }, state);
		}
	}

	void forget(const Spot &place, State &state)
	{
		std::erase_if(state.numbers, [&](const auto &entry) { return place.contains(entry.first); });
		std::erase_if(state.users, [&](const auto &entry) { return place.contains(entry.first); });
		std::erase_if(state.stored, [&](const auto &entry) {
			return entry.second.place && entry.second.place != place && place.contains(*entry.second.place);
		});
	}

	void store(const Spot &place, QualType type, const Expr *value, State &state)
	{
		if (!value)
			return forget(place, state);
		if (type->isIntegralOrEnumerationType()) {
			Range range = number(value, state);

			forget(place, state);
			if (range.kind != Range::Unknown || range.checked_high)
				state.numbers[place] = range;
			return;
		}
		const Stmt *origin = users(value, state);
		std::map<Spot, Range> parts;
		if (auto from = place_of(value))
			for (const auto &[known, range] : state.numbers)
				if (from->contains(known))
					parts.emplace(known.moved(*from, place), range);
		forget(place, state);
		state.numbers.merge(parts);
		if (!origin)
			return;
		if (type->isPointerType())
			state.users[place.plus({ Hop::Pointee })] = origin;
		else if (!is_result(type))
			state.users[place] = origin;
	}

	void operate(const BinaryOperator *binary, State &state)
	{
		check_operator(binary, state);
		if (!binary->isAssignmentOp())
			return;
		if (is_counted(binary->getLHS()->getType(), context())) {
			BinaryOperatorKind op = binary->getOpcode();
			Range range = number(binary->getRHS(), state);

			if (op != BO_Assign)
				range = combine(BinaryOperator::getOpForCompoundAssignment(op),
						number(binary->getLHS(), state), range,
						all_of(binary->getLHS()->getType(), context()), binary);
			keep(binary->getLHS(), converted(range, all_of(binary->getLHS()->getType(), context())), {},
			     state);
		}
		auto place = place_of(binary->getLHS());
		if (!place)
			return;
		if (binary->getOpcode() == BO_Assign)
			return store(*place, binary->getLHS()->getType(), binary->getRHS(), state);
		QualType type = binary->getLHS()->getType();
		Range range = combine(BinaryOperator::getOpForCompoundAssignment(binary->getOpcode()),
				      number(binary->getLHS(), state), number(binary->getRHS(), state),
				      all_of(type, context()), binary);
		forget(*place, state);
		if (type->isIntegralOrEnumerationType() && range.kind != Range::Unknown)
			state.numbers[*place] = range;
	}

	void count(const UnaryOperator *unary, State &state)
	{
		auto place = place_of(unary->getSubExpr());

		if (!place)
			return;
		auto known = state.numbers.find(*place);
		if (known == state.numbers.end())
			return;
		Range all = all_of(unary->getType(), context());
		int step = unary->isIncrementOp() ? 1 : -1;
		Range &range = known->second;
		range.low = std::clamp(range.low + step, all.low, all.high);
		range.high = std::clamp(range.high + step, all.low, all.high);
		range.nonzero = range.low > 0 || range.high < 0;
	}

	void pass(const CallExpr *call, State &state)
	{
		const FunctionDecl *callee = call->getDirectCallee();
		const auto *method = dyn_cast_or_null<CXXMethodDecl>(callee);
		bool reads =
			(method && (method->isConst() || method->isStatic())) || (callee && callee->getBuiltinID());

		if (reporting())
			enter_callee(call, state);
		if (const auto *assigned = dyn_cast<CXXOperatorCallExpr>(call);
		    assigned && assigned->getOperator() == OO_Equal && assigned->getNumArgs() == 2) {
			const Expr *to = assigned->getArg(0), *from = assigned->getArg(1);

			if (is_users_data(to->getType())) {
				keep_all(to, from, state);
				if (auto place = place_of(to))
					store(*place, to->getType(), from, state);
				return;
			}
		}
		if (const Expr *atomic = atomic_of(call, "store"))
			keep(atomic, number(call->getArg(0), state), {}, state);
		for (const Argument &argument : arguments_of(call)) {
			if (argument.parameter && loans::has_word(argument.parameter, "from_user")) {
				fill(argument.value, call, state);
				continue;
			}
			const Expr *given = bare(argument.value);
			QualType type = argument.parameter ? argument.parameter->getType() : QualType();
			bool changes =
				!type.isNull() && type->isReferenceType() && !type->getPointeeType().isConstQualified();

			if (const auto *unary = dyn_cast<UnaryOperator>(given);
			    unary && unary->getOpcode() == UO_AddrOf) {
				given = unary->getSubExpr();
				changes = true;
			}
			auto place = place_of(given);
			if (!place)
				continue;
			if (changes && !loans::is_std(callee, "move")) {
				forget(*place, state);
			} else if (given->getType()->isRecordType() && users(given, state) && answers(call) && callee &&
				   !unit_.in_library(callee->getLocation()) && !summary_of(call, state)) {
				forget(*place, state); // the callee has checked it
			}
		}
		if (reads)
			return;
		if (const Expr *object = object_of(call))
			if (auto place = place_of(object))
				std::erase_if(state.stored, [&](const auto &entry) {
					return entry.second.place && place->contains(*entry.second.place);
				});
		// It may have changed what others see; whoever tested that knows why.
		for (auto &[place, range] : state.numbers)
			if (!is_local(place) && !comes_from_parameter(place) && !place.steps.empty() &&
			    place.steps.back().kind == Hop::Field)
				range = all_of(place.steps.back().field->getType(), context());
		if (call->getType()->isVoidType())
			settle(call, true, state);
	}
	static bool comes_from_parameter(const Spot &place) { return place.root && isa<ParmVarDecl>(place.root); }
	static bool answers(const CallExpr *call)
	{
		return call->getType()->isBooleanType() || is_error_type(call->getType());
	}

	/// The call fills an object with bytes of a process.
	void fill(const Expr *argument, const CallExpr *call, State &state)
	{
		std::set<const Expr *> bases;

		each_part(argument, [&](const Expr *part) {
			if ((!isa<DeclRefExpr>(part) && !isa<MemberExpr>(part)) || bases.contains(part))
				return;
			// Of `request.ranges`, only the member is filled.
			for (const Expr *inner = part; const auto *member = dyn_cast<MemberExpr>(inner);) {
				inner = bare(member->getBase());
				bases.insert(inner);
			}
			QualType type = part->getType();
			if (!type->isArrayType() && !is_users_data(type))
				return;
			if (auto place = place_of(part)) {
				forget(*place, state);
				state.users[*place] = call;
			}
		});
	}

	/// Looks into a function of the module that gets numbers of a process.
	void enter_callee(const CallExpr *call, State &state)
	{
		std::string key;
		auto entry = entry_of(call, state, key);

		if (!entry || (entry->start.users.empty() && entry->start.numbers.empty() && !entry->whole))
			return;
		key += shared_.quiet ? "q" : "";
		if (shared_.seen.insert(key).second)
			look_into(call, std::move(*entry));
	}

	// What conditions say.

	void refine(const Expr *atom, bool truth, State &state) override
	{
		if (Asked asked = asked_by(atom);
		    asked.call && settle(asked.call, truth != asked.truth_is_failure, state))
			return;
		if (const auto *binary = dyn_cast<BinaryOperator>(atom); binary && binary->isComparisonOp()) {
			BinaryOperatorKind op = binary->getOpcode();

			if (!is_counted(binary->getLHS()->getType(), context()) ||
			    !is_counted(binary->getRHS()->getType(), context()))
				return;
			if (!truth)
				op = BinaryOperator::negateComparisonOp(op);
			Range left = number(binary->getLHS(), state), right = number(binary->getRHS(), state);

			limit(binary->getLHS(), op, right, state);
			limit(binary->getRHS(), BinaryOperator::reverseComparisonOp(op), left, state);
			return;
		}
		if (const auto *call = dyn_cast<CallExpr>(atom)) {
			// A question that the function asks about its arguments.
			for (const Argument &argument : arguments_of(call))
				if (auto place = place_of(argument.value))
					if (argument.value->getType()->isIntegralOrEnumerationType())
						set(*place, argument.value, state, [](Range &range) {
							range.checked_high = range.checked_low = true;
						});
			return;
		}
		if (is_counted(atom->getType(), context()))
			limit(atom, truth ? BO_NE : BO_EQ, { Range::Known, 0, 0 }, state);
	}

	void refine_switch(const Expr *condition, const Stmt *label, State &state) override
	{
		const auto *one = dyn_cast_or_null<CaseStmt>(label);

		if (!one)
			return;
		if (auto constant = constant_of(one->getLHS(), context());
		    constant && !one->getRHS() && is_counted(condition->getType(), context()))
			if (auto place = place_of(condition)) {
				Wide value = wide(*constant);

				set(*place, condition, state, [&](Range &range) {
					range = { Range::User, value, value, true, true, value != 0 };
				});
			}
	}

	template <typename Change>
	void set(const Spot &place, const Expr *expression, State &state, Change change)
	{
		Range range = number(bare(expression), state);

		change(range);
		set_known(place, range, state);
	}

	/// `expression op other` holds.
	void limit(const Expr *expression, BinaryOperatorKind op, const Range &other, State &state)
	{
		const Expr *value = bare(expression);
		bool unsigned_view =
			expression->getType()->isUnsignedIntegerType() && value->getType()->isSignedIntegerType();

		if (!is_counted(value->getType(), context()))
			return;
		if (const auto *unary = dyn_cast<UnaryOperator>(value); unary && unary->isIncrementDecrementOp()) {
			// `i-- > 0`: the state has the new value already.
			Range moved = other;
			Wide by = !unary->isPostfix() ? 0 : unary->isIncrementOp() ? 1 : -1;

			moved.low += by;
			moved.high += by;
			return limit(unary->getSubExpr(), op, moved, state);
		}
		auto place = place_of(value);
		if (!place) {
			limit_parts(value, op, other, state);
			return;
		}
		set(*place, value, state, [&](Range &range) { narrow(range, op, other, unsigned_view); });
		Range &range = state.numbers[*place];
		if (range.low > range.high) {
			if (range.kind == Range::Known && other.kind == Range::Known)
				state.reached = false;
			else
				range.low = range.high;
		}
	}

	/// A sum or difference with a constant says something about its operand, and a sum of several about each.
	void limit_parts(const Expr *value, BinaryOperatorKind op, const Range &other, State &state)
	{
		const auto *binary = dyn_cast<BinaryOperator>(value);

		if (!binary)
			return;
		Range right = number(binary->getRHS(), state);
		bool constant = right.kind == Range::Known && right.low == right.high;

		if (binary->getOpcode() == BO_Add || binary->getOpcode() == BO_Sub) {
			Wide by = binary->getOpcode() == BO_Add ? right.low : -right.low;

			if (constant && other.kind == Range::Known) {
				Range moved = other;

				moved.low -= by;
				moved.high -= by;
				return limit(binary->getLHS(), op, moved, state);
			}
		}
		if (op != BO_LT && op != BO_LE && op != BO_EQ)
			return;
		if (other.kind == Range::User && !other.checked_high)
			return;
		if (binary->getOpcode() != BO_Add && binary->getOpcode() != BO_Mul && binary->getOpcode() != BO_Shr &&
		    binary->getOpcode() != BO_Shl && binary->getOpcode() != BO_Div)
			return;
		for (const Expr *side : { binary->getLHS(), binary->getRHS() }) {
			if (auto place = place_of(side))
				set(*place, side, state, [&](Range &range) { range.checked_high = true; });
			else
				limit_parts(bare(side), op, other, state);
		}
	}

	static void narrow(Range &range, BinaryOperatorKind op, const Range &other, bool unsigned_view)
	{
		bool trusted = other.kind != Range::User;

		switch (op) {
		case BO_LT:
		case BO_LE: {
			Wide most = op == BO_LT ? other.high - 1 : other.high;

			// A loop's counter below a process's number is such a number.
			if (range.kind == Range::Known && other.kind == Range::User && !other.checked_high &&
			    most > range.low) {
				range.kind = Range::User;
				range.origin = other.origin;
				range.wrapped = other.wrapped;
				range.checked_low = true;
				range.checked_high = false;
			}
			range.high = std::min(range.high, most);
			if ((trusted && other.kind == Range::Unknown) || other.checked_high)
				range.checked_high = true;
			if (unsigned_view)
				range.low = std::max(range.low, Wide(0));
			break;
		}
		case BO_GT:
		case BO_GE:
			range.low = std::max(range.low, op == BO_GT ? other.low + 1 : other.low);
			if ((trusted && other.kind == Range::Unknown) || other.checked_low)
				range.checked_low = true;
			// What is subtracted later was the smaller one.
			if (other.kind == Range::Unknown)
				range.nonzero = range.nonzero || op == BO_GT;
			break;
		case BO_EQ:
			range.low = std::max(range.low, other.low);
			range.high = std::min(range.high, other.high);
			if (trusted)
				range.checked_low = range.checked_high = true;
			break;
		case BO_NE:
			if (other.low != other.high)
				break;
			if (other.low == range.low)
				range.low++;
			if (other.low == range.high)
				range.high--;
			if (other.low == 0)
				range.nonzero = true;
			break;
		default:
			break;
		}
	}

	void widen(const State &old, State &now) override
	{
		for (auto &[place, range] : now.numbers) {
			auto before = old.numbers.find(place);
			const auto *last = place.steps.empty() ? place.root : place.steps.back().field;

			if (before == old.numbers.end() || !last)
				continue;
			Range all = all_of(last->getType().getNonReferenceType(), context());
			if (range.high > before->second.high && round() > 1)
				range.high = all.high;
			if (range.low < before->second.low && round() > 1)
				range.low = all.low;
		}
	}

	// What is wrong.

	std::vector<Step> way(const Range &range)
	{
		std::vector<Step> trace;

		if (range.origin && unit_.is_users(range.origin->getBeginLoc()))
			trace.push_back(unit_.step(range.origin->getBeginLoc(),
						   isa<CompoundStmt>(range.origin)
							   ? "the library calls this function with what a process wrote"
							   : "a process chose it: it comes from here"));
		return trace;
	}

	static std::string text(Wide value)
	{
		return value < 0 ? "-" + std::to_string(static_cast<unsigned long>(-value))
				 : std::to_string(static_cast<unsigned long>(value));
	}

	std::string named(const Expr *expression)
	{
		std::string text;
		llvm::raw_string_ostream stream(text);

		bare(expression)->printPretty(stream, nullptr, context().getPrintingPolicy());
		return text.size() < 60 ? "'" + text + "'" : "the number";
	}

	/// Reports a number that wrapped around before it came to be a size.
	bool check_wrap(const Range &range, const char *rule = "arithmetic")
	{
		if (!range.wrapped || range.kind != Range::User)
			return false;
		say(rule, range.wrapped->getExprLoc(),
		    named(range.wrapped) + " may pass the end of its type, since a process chose a part of it",
		    "compare it first, or use checked_add(), checked_sub() or checked_mul()", way(range));
		return true;
	}

	void check_index(const ArraySubscriptExpr *index, State &state)
	{
		Range at = number(index->getIdx(), state);
		auto size = elements_of(index->getBase(), context());
		SourceLocation where = index->getIdx()->getExprLoc();

		if (index->getIdx()->isValueDependent())
			return;
		if (!size) {
			if (at.wrapped && !at.checked_high)
				check_wrap(at, "out-of-bounds");
			else if (at.above(many) || at.below_zero())
				say("untrusted-size", where,
				    named(index->getIdx()) + " is an index, and a process may choose any number",
				    "compare it with the number of elements first", way(at));
			return;
		}
		std::string elements = "an array of " + text(*size) + " elements";
		if (at.kind == Range::Known && at.low <= at.high) {
			Wide end = all_of(index->getIdx()->getType(), context()).high;
			Wide variable_end = end;

			if (auto place = place_of(index->getIdx()))
				variable_end = all_of(bare(index->getIdx())->getType(), context()).high;
			if (at.low >= *size || at.low < 0 ||
			    (at.high >= *size && at.high < std::min(end, variable_end) - 1))
				say("out-of-bounds", where,
				    named(index->getIdx()) + " may be " + text(at.high >= *size ? at.high : at.low) +
					    " here, in " + elements,
				    "compare with `<` and the array's size, or walk over span_of(array)");
			return;
		}
		if (at.kind == Range::User) {
			if (at.wrapped && at.high >= *size && !at.checked_high)
				check_wrap(at, "out-of-bounds");
			else if (at.above(*size - 1) || at.below_zero())
				say("untrusted-size", where,
				    named(index->getIdx()) +
					    (at.below_zero() ? " may be below zero, as an index into "
							     : " may be any number, as an index into ") +
					    elements,
				    at.below_zero() ? "refuse numbers below zero, or use an unsigned type"
						    : "compare it with the number of elements first",
				    way(at));
			return;
		}
		check_cursor(index, elements);
	}

	/// A field that only grows, and that nothing is compared with, as an index.
	void check_cursor(const ArraySubscriptExpr *index, const std::string &elements)
	{
		const auto *unary = dyn_cast<UnaryOperator>(bare(index->getIdx()));

		if (!unary || !unary->isIncrementOp())
			return;
		auto place = place_of(unary->getSubExpr());
		if (!place || place->steps.empty() || is_local(*place))
			return;
		const ValueDecl *field = place->steps.back().field;
		if (!field || shared_.fields.limited.contains(field) || !unit_.is_users(field->getLocation()))
			return;
		say("out-of-bounds", index->getIdx()->getExprLoc(),
		    "'" + field->getNameAsString() + "' grows with each use as an index into " + elements +
			    ", and nothing limits it",
		    "write `" + field->getNameAsString() + "++ % size`, or compare it with the size first",
		    { unit_.step(field->getLocation(), "it is declared here") });
	}

	void check_operator(const BinaryOperator *binary, State &state)
	{
		BinaryOperatorKind op = binary->getOpcode();

		if (op == BO_Div || op == BO_Rem || op == BO_DivAssign || op == BO_RemAssign)
			check_divisor(binary, state);
		else if (op == BO_Shl || op == BO_Shr || op == BO_ShlAssign || op == BO_ShrAssign)
			check_shift(binary, state);
		else if (binary->isRelationalOp())
			check_comparison(binary, state);
	}

	void check_divisor(const BinaryOperator *binary, State &state)
	{
		Range by = number(binary->getRHS(), state);

		if (!is_counted(binary->getRHS()->getType(), context()) || !by.may_be_zero())
			return;
		if (by.kind == Range::User)
			return say("arithmetic", binary->getOperatorLoc(),
				   "the divisor " + named(binary->getRHS()) + " may be zero: a process chose it",
				   "refuse zero first", way(by));
		if (by.kind == Range::Known && by.low == by.high)
			return say("arithmetic", binary->getOperatorLoc(), "the divisor is zero", "");
		auto place = place_of(binary->getRHS());
		if (!place || place->steps.empty())
			return;
		const auto *field = dyn_cast_or_null<FieldDecl>(place->steps.back().field);
		if (!field || !field->hasInClassInitializer() || !field->getInClassInitializer() ||
		    shared_.fields.tested.contains(field) || !unit_.is_users(field->getLocation()))
			return;
		auto first = constant_of(field->getInClassInitializer(), context());
		if (first && *first == 0)
			say("arithmetic", binary->getOperatorLoc(),
			    "the divisor '" + field->getNameAsString() + "' begins as zero, and nothing tests it",
			    "test it before the division",
			    { unit_.step(field->getLocation(), "it begins as zero here") });
	}

	void check_shift(const BinaryOperator *binary, State &state)
	{
		Range by = number(binary->getRHS(), state);
		QualType type = binary->isCompoundAssignmentOp() ? binary->getLHS()->getType() : binary->getType();
		Wide width = context().getIntWidth(type);

		if (by.above(width - 1) || by.below_zero())
			say("arithmetic", binary->getOperatorLoc(),
			    named(binary->getRHS()) + " says how far " + text(width) +
				    " bits are shifted, and a process may choose any number",
			    "refuse numbers of " + text(width) + " and more first", way(by));
		else if (by.kind == Range::Known && (by.low >= width || by.low < 0))
			say("arithmetic", binary->getOperatorLoc(), "the shift is wider than the number", "");
	}

	/// A limit that may have wrapped around limits nothing.
	void check_comparison(const BinaryOperator *binary, State &state)
	{
		for (const Expr *side : { binary->getLHS(), binary->getRHS() }) {
			const auto *inner = dyn_cast<BinaryOperator>(bare(side));
			const Expr *other = side == binary->getLHS() ? binary->getRHS() : binary->getLHS();

			if (!inner || !inner->getType()->isUnsignedIntegerType() || constant_of(inner, context()))
				continue;
			Range range = number(inner, state);
			if (range.wrapped == inner && inner->getOpcode() != BO_Sub) {
				check_wrap(range);
				continue;
			}
			// `n > limit - used`
			if (inner->getOpcode() != BO_Sub || constant_of(other, context()))
				continue;
			Range left = number(inner->getLHS(), state), right = number(inner->getRHS(), state);
			auto place = place_of(inner->getRHS());
			if (left.kind != Range::Known || right.kind == Range::Known || right.checked_high ||
			    right.high <= left.low || !place || place->steps.empty())
				continue;
			say("arithmetic", inner->getOperatorLoc(),
			    named(inner) + " is a huge number when " + named(inner->getRHS()) + " is more than " +
				    text(left.low) + ", and then the comparison lets everything pass",
			    "add instead of subtracting: compare the sum with the limit");
		}
	}

	void check_call(const CallExpr *call, State &state)
	{
		const FunctionDecl *callee = call->getDirectCallee();

		if (!callee)
			return;
		unsigned builtin = callee->getBuiltinID(true);
		if (builtin == Builtin::BI__builtin_memcpy || builtin == Builtin::BI__builtin_memmove ||
		    builtin == Builtin::BI__builtin_memset || builtin == Builtin::BImemcpy ||
		    builtin == Builtin::BImemmove || builtin == Builtin::BImemset) {
			if (call->getNumArgs() == 3)
				check_copy(call, state);
			return;
		}
		for (const Argument &argument : arguments_of(call)) {
			if (!argument.parameter || !loans::has_word(argument.parameter, "trusted_size") ||
			    !argument.value->getType()->isIntegralOrEnumerationType())
				continue;
			Range size = number(argument.value, state);
			if (size.wrapped && !size.checked_high)
				check_wrap(size);
			else if (size.wrapped && size.kind == Range::User)
				check_wrap(size);
			else if (size.above(many))
				say("untrusted-size", argument.value->getExprLoc(),
				    named(argument.value) + " decides how much memory '" + callee->getNameAsString() +
					    "' takes, and a process may choose any number",
				    "compare it with the most that you want to allow, and fail with E2BIG", way(size));
		}
	}

	void check_copy(const CallExpr *call, State &state)
	{
		Range size = number(call->getArg(2), state);

		if (size.wrapped && !size.checked_high && size.kind == Range::User) {
			check_wrap(size);
			return;
		}
		Wide room = many;
		for (unsigned i = 0; i < 2; i++) {
			const Expr *object = bare(call->getArg(i));

			if (const auto *unary = dyn_cast<UnaryOperator>(object);
			    unary && unary->getOpcode() == UO_AddrOf)
				object = bare(unary->getSubExpr());
			QualType type = object->getType();
			if ((type->isConstantArrayType() || type->isRecordType()) && !type->isIncompleteType())
				room = std::min(room, Wide(context().getTypeSizeInChars(type).getQuantity()));
		}
		if (size.kind == Range::Known && size.low > room && room < many)
			say("out-of-bounds", call->getArg(2)->getExprLoc(),
			    text(size.low) + " bytes are copied, but the smaller object has " + text(room),
			    "copy as many as the smaller object has");
		if (size.above(room) || size.below_zero())
			say("untrusted-size", call->getArg(2)->getExprLoc(),
			    named(call->getArg(2)) + " bytes are copied, and a process may choose any number" +
				    (room < many ? ", but there are " + text(room) : ""),
			    "compare it with the size of the smaller object first", way(size));
	}

	void say(const char *rule, SourceLocation at, std::string message, std::string help,
		 std::vector<Step> trace = {})
	{
		if (!shared_.quiet)
			Dataflow::say(rule, at, std::move(message), std::move(help), std::move(trace));
	}

	Shared &shared_;
	Entry entry_;
	Summary summary_;
};

class Ranges final : public Analysis {
public:
	void check_file(Unit &unit) override
	{
		Shared shared(unit);
		FieldFinder finder(shared.fields);

		for (const FunctionDecl *function : unit.users_functions())
			finder.TraverseStmt(function->getBody());
		find_callbacks(unit, shared);
		find_stored(unit, shared);
		for (const FunctionDecl *function : unit.users_functions())
			run(shared, function);
	}

private:
	static void run(Shared &shared, const FunctionDecl *function)
	{
		Entry entry;

		entry.whole = !shared.fields.called.contains(function->getCanonicalDecl());
		Flow(shared, function, std::move(entry)).run();
	}

	/// What functions store may be what others have stored: a few rounds.
	static void find_stored(Unit &unit, Shared &shared)
	{
		constexpr int most_rounds = 3;

		shared.quiet = true;
		for (int round = 0; round < most_rounds; round++) {
			auto before = shared.stored;

			for (const FunctionDecl *function : unit.users_functions())
				run(shared, function);
			shared.seen.clear();
			shared.summaries.clear();
			if (shared.stored == before)
				break;
		}
		shared.quiet = false;
	}

	/// Functions, and members that are Atomics, which the template arguments of a `__user_arguments` name.
	static void find_callbacks(Unit &unit, Shared &shared)
	{
		struct Visitor : DynamicRecursiveASTVisitor {
			Shared &shared;

			explicit Visitor(Shared &shared) : shared(shared) { ShouldVisitTemplateInstantiations = true; }
			void take(const TemplateArgumentList &arguments)
			{
				for (const TemplateArgument &argument : arguments.asArray()) {
					if (argument.getKind() != TemplateArgument::Declaration)
						continue;
					if (const auto *function = dyn_cast<FunctionDecl>(argument.getAsDecl()))
						shared.called_with_users_data[function->getCanonicalDecl()] = true;
					else if (const auto *field = dyn_cast<FieldDecl>(argument.getAsDecl()))
						take(field);
				}
			}
			void take(const FieldDecl *field)
			{
				const auto *atomic = dyn_cast_or_null<ClassTemplateSpecializationDecl>(
					field->getType()->getAsCXXRecordDecl());

				if (!loans::is_kernel_class(atomic, "Atomic"))
					return;
				QualType type = atomic->getTemplateArgs()[0].getAsType();
				Range range = all_of(type, shared.unit.context());
				range.kind = Range::User;
				if (is_counted(type, shared.unit.context()))
					shared.stored[{ field }] = range;
			}
			bool VisitClassTemplateSpecializationDecl(ClassTemplateSpecializationDecl *record) override
			{
				if (loans::has_word(record->getSpecializedTemplate()->getTemplatedDecl(),
						    "user_arguments"))
					take(record->getTemplateArgs());
				return true;
			}
			bool VisitFunctionDecl(FunctionDecl *function) override
			{
				if (const TemplateArgumentList *arguments = function->getTemplateSpecializationArgs();
				    arguments && loans::has_word(function, "user_arguments"))
					take(*arguments);
				return true;
			}
		} visitor(shared);
		visitor.TraverseDecl(unit.context().getTranslationUnitDecl());
	}
};

} // namespace

std::unique_ptr<Analysis> make_ranges()
{
	return std::make_unique<Ranges>();
}

} // namespace kxx::check
