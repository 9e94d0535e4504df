// SPDX-License-Identifier: GPL-2.0
#include "values/fetches.hpp"

#include <map>
#include <set>

#include <clang/AST/DynamicRecursiveASTVisitor.h>
#include <clang/AST/StmtCXX.h>

#include "loans/expressions.hpp"
#include "loans/types.hpp"
#include "unit.hpp"
#include "values/dataflow.hpp"

namespace kxx::check {
namespace {

using namespace clang;
using namespace values;

/// Where a reader stands: where it came from (a variable, or the read that moved it on), or the object with its address.
struct Position {
	const void *from = nullptr;
	Spot address = {};

	bool operator<(const Position &o) const { return std::tie(from, address) < std::tie(o.from, o.address); }
	bool operator==(const Position &) const = default;
};

/// A read, and what became of the value.
struct Read {
	const CallExpr *at = nullptr;
	const VarDecl *into = nullptr;
	bool checked = false;

	bool operator==(const Read &) const = default;
};

struct State {
	bool reached = false;
	std::map<Spot, Position> readers;
	std::map<Position, Read> reads;

	bool operator==(const State &) const = default;
	void join(const State &other)
	{
		if (!reached) {
			*this = other;
			return;
		}
		std::erase_if(readers, [&](const auto &entry) {
			auto same = other.readers.find(entry.first);

			return same == other.readers.end() || same->second != entry.second;
		});
		for (const auto &[position, read] : other.reads)
			if (auto [at, fresh] = reads.emplace(position, read); !fresh)
				at->second.checked |= read.checked;
	}
};

bool is_reader(QualType type)
{
	const CXXRecordDecl *record = type.isNull() ? nullptr : type.getNonReferenceType()->getAsCXXRecordDecl();

	return record && loans::has_word(record, "user_memory");
}

/// Whether the call reads what its object, a reader, stands at.
bool reads_object(const CallExpr *call)
{
	const Expr *object = object_of(call);
	const FunctionDecl *callee = call->getDirectCallee();

	if (!object || !callee || !is_reader(object->getType()))
		return false;
	const auto *type = callee->getType()->getAs<FunctionProtoType>();
	for (const auto effect : type->getFunctionEffects())
		if (effect.Effect.kind() == FunctionEffect::Kind::Blocking)
			return true;
	return false;
}

/// Pairs of variables that are compared, or of which one is stored into the other: the second copy is checked, too.
struct Related : DynamicRecursiveASTVisitor {
	std::set<std::pair<const ValueDecl *, const ValueDecl *>> pairs;
	/// Which variable gets the result of a call.
	std::map<const Expr *, const VarDecl *> into;

	bool VisitVarDecl(VarDecl *variable) override
	{
		if (variable->getInit() && !variable->getType()->isReferenceType())
			each_part(variable->getInit(), [&](const Expr *part) {
				if (isa<CallExpr>(part))
					into.emplace(part, variable);
			});
		return true;
	}
	bool VisitBinaryOperator(BinaryOperator *binary) override
	{
		if (binary->isEqualityOp() || binary->getOpcode() == BO_Assign)
			relate(binary->getLHS(), binary->getRHS());
		return true;
	}
	bool VisitCXXOperatorCallExpr(CXXOperatorCallExpr *call) override
	{
		if (call->getNumArgs() == 2 && (call->isComparisonOp() || call->getOperator() == OO_Equal))
			relate(call->getArg(0), call->getArg(1));
		return true;
	}
	void relate(const Expr *left, const Expr *right)
	{
		std::set<const ValueDecl *> named[2];

		for (int side : { 0, 1 })
			each_part(side ? right : left, [&](const Expr *part) {
				if (const auto *name = dyn_cast<DeclRefExpr>(part))
					named[side].insert(name->getDecl());
			});
		for (const ValueDecl *one : named[0])
			for (const ValueDecl *other : named[1])
				pairs.insert(std::minmax(one, other));
	}
};

/// The first read of a reader that a function of the module gets, if it reads it; and whether it answers with what it
/// read.
const CallExpr *read_in_callee(const FunctionDecl *function, unsigned index, int depth = 0)
{
	const FunctionDecl *definition = definition_of(function);
	const CallExpr *found = nullptr;

	if (!definition || depth > 4 || index >= definition->getNumParams())
		return nullptr;
	const ParmVarDecl *reader = definition->getParamDecl(index);
	each_part(definition->getBody(), [&](const Expr *part) {
		const auto *call = dyn_cast<CallExpr>(part);

		if (!call || found)
			return;
		auto names = [&](const Expr *expression) {
			const auto *name = dyn_cast<DeclRefExpr>(bare(expression));

			return name && name->getDecl() == reader;
		};
		if (reads_object(call) && names(object_of(call)))
			found = call;
		for (const Argument &argument : arguments_of(call))
			if (argument.parameter && !found && names(argument.value))
				found = read_in_callee(call->getDirectCallee(),
						       argument.parameter->getFunctionScopeIndex(), depth + 1);
	});
	return found;
}

class Flow final : public Dataflow<State> {
public:
	Flow(Unit &unit, const FunctionDecl *function) : Dataflow(unit, function)
	{
		related_.TraverseStmt(function->getBody());
	}

private:
	void enter(State &state) override
	{
		for (const ParmVarDecl *parameter : function_->parameters())
			if (is_reader(parameter->getType()))
				state.readers[Spot{ parameter }] = { parameter };
	}

	/// Where the reader stands that the expression names or makes.
	std::optional<Position> position(const Expr *expression, const State &state, int depth = 0)
	{
		const Expr *value = bare(expression);

		if (!value || depth > 8)
			return std::nullopt;
		if (auto place = place_of(value))
			for (;;) {
				if (auto known = state.readers.find(*place); known != state.readers.end())
					return known->second;
				if (place->steps.empty())
					break;
				place->steps.pop_back();
			}
		const auto *call = dyn_cast<CallExpr>(value);
		if (!call)
			return std::nullopt;
		for (const Argument &argument : arguments_of(call))
			if (argument.parameter && loans::has_word(argument.parameter, "user_address")) {
				auto address = place_of(argument.value);

				return address ? std::optional(Position{ nullptr, *address }) : std::nullopt;
			}
		// again(), or what turns an address into a reader.
		if (const Expr *object = object_of(call))
			if (loans::has_word(call->getDirectCallee(), "same_memory") || !is_reader(object->getType()))
				return position(object, state, depth + 1);
		return std::nullopt;
	}

	void statement(const Stmt *statement, State &state) override
	{
		if (const auto *binary = dyn_cast<BinaryOperator>(statement)) {
			if (binary->isAssignmentOp())
				changed(binary->getLHS(), state);
		} else if (const auto *unary = dyn_cast<UnaryOperator>(statement)) {
			if (unary->isIncrementDecrementOp())
				changed(unary->getSubExpr(), state);
		} else if (const auto *call = dyn_cast<CallExpr>(statement)) {
			pass(call, state);
		}
	}

	void declare(const VarDecl *variable, State &state) override
	{
		Spot place{ variable };

		std::erase_if(state.reads, [&](const auto &entry) { return place.contains(entry.first.address); });
		if (!variable->getInit() || variable->getType()->isReferenceType())
			return;
		state.readers.erase(place);
		if (auto found = position(variable->getInit(), state))
			state.readers[place] = *found;
		else if (is_reader(variable->getType()))
			state.readers[place] = { variable };
	}

	/// An address that changes is another address.
	void changed(const Expr *expression, State &state)
	{
		auto place = place_of(expression);

		if (!place)
			return;
		auto about = [&](const Position &position) {
			return !position.from && place->contains(position.address);
		};
		std::erase_if(state.reads, [&](const auto &entry) { return about(entry.first); });
		std::erase_if(state.readers, [&](const auto &entry) { return about(entry.second); });
	}

	void pass(const CallExpr *call, State &state)
	{
		if (reads_object(call)) {
			const Expr *reader = object_of(call);

			read(position(reader, state), call, call, variable_of(call), false, state);
			move_on(reader, call, state);
		}
		if (loans::is_std(call->getDirectCallee(), "move") || loans::is_std(call->getDirectCallee(), "forward"))
			return;
		for (const Argument &argument : arguments_of(call)) {
			if (!argument.parameter)
				continue;
			if (!is_reader(argument.value->getType())) {
				if (answers(call->getType()))
					check(argument.value, state);
				continue;
			}
			if (const CallExpr *inner = read_in_callee(call->getDirectCallee(),
								   argument.parameter->getFunctionScopeIndex()))
				read(position(argument.value, state), inner, call, variable_of(call),
				     answers(call->getType()), state);
			move_on(argument.value, call, state);
		}
	}

	const VarDecl *variable_of(const CallExpr *call)
	{
		auto known = related_.into.find(call);

		if (known != related_.into.end())
			return known->second;
		// `read(span_of(x))`
		const VarDecl *found = nullptr;
		for (const Argument &argument : arguments_of(call))
			each_part(argument.value, [&](const Expr *part) {
				if (const auto *name = dyn_cast<DeclRefExpr>(part))
					if (const auto *variable = dyn_cast<VarDecl>(name->getDecl());
					    variable && !found)
						found = variable;
			});
		return found;
	}

	/// The reader stands elsewhere now; whoever stood there in an earlier round of a loop is forgotten.
	void move_on(const Expr *reader, const CallExpr *call, State &state)
	{
		auto place = place_of(reader);

		if (!place)
			return;
		Position next{ call };
		state.reads.erase(next);
		std::erase_if(state.readers, [&](const auto &entry) { return entry.second == next; });
		state.readers[*place] = next;
	}

	void read(std::optional<Position> where, const CallExpr *inner, const CallExpr *here, const VarDecl *into,
		  bool checked, State &state)
	{
		if (!where)
			return;
		auto [before, fresh] = state.reads.emplace(*where, Read{ inner, into, checked });
		const Read &first = before->second;

		// The same read in a loop waits for the process to change something.
		if (fresh || !first.checked || first.at == inner || !reporting() ||
		    !unit_.is_users(inner->getBeginLoc()) ||
		    (into && first.into && related_.pairs.contains(std::minmax<const ValueDecl *>(into, first.into))))
			return;
		std::vector<Step> trace{ unit_.step(first.at->getExprLoc(), "they are read and checked here") };
		if (inner != here)
			trace.push_back(unit_.step(here->getExprLoc(), "the second read is in this call"));
		unit_.report(
			{ "double-fetch", Level::Error, unit_.place(inner->getExprLoc()), name_of(function_),
			  "the same bytes of the process are read a second time, and may be others than those that "
			  "were checked",
			  "read them once, and use the copy that was checked; or compare the second copy with the "
			  "first",
			  std::move(trace) });
	}

	/// The function asks something about the value of a read.
	void check(const Stmt *condition, State &state)
	{
		each_part(condition, [&](const Expr *part) {
			if (const auto *name = dyn_cast<DeclRefExpr>(part))
				for (auto &[position, read] : state.reads)
					read.checked |= read.into && read.into == name->getDecl();
		});
	}
	void refine(const Expr *atom, bool, State &state) override { check(atom, state); }
	void refine_switch(const Expr *condition, const Stmt *, State &state) override { check(condition, state); }

	Related related_;
};

class Fetches final : public Analysis {
public:
	void check_file(Unit &unit) override
	{
		for (const FunctionDecl *function : unit.users_functions())
			Flow(unit, function).run();
	}
};

} // namespace

std::unique_ptr<Analysis> make_fetches()
{
	return std::make_unique<Fetches>();
}

} // namespace kxx::check
