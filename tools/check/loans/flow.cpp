// SPDX-License-Identifier: GPL-2.0
#include "loans/flow.hpp"

#include <clang/AST/ASTContext.h>
#include <clang/AST/Attr.h>
#include <clang/AST/ExprCXX.h>
#include <clang/Analysis/Analyses/PostOrderCFGView.h>

#include "boundary/walker.hpp"
#include "loans/flow_end.hpp"
#include "loans/types.hpp"
#include "unit.hpp"
#include "values/expressions.hpp"

namespace kxx::check::loans {

using namespace clang;

Flow::Flow(Unit &unit, Summaries &summaries, const FunctionDecl *function)
	: unit_(unit), summaries_(summaries), function_(function), graph_(unit.graph(function)),
	  unread_(unread_of(function))
{
}

template <typename Visit>
void Flow::each_block(Visit visit)
{
	PostOrderCFGView order(graph_);

	for (const CFGBlock *block : order) {
		State state = entering(block);

		if (state.reached)
			visit(block, state);
	}
}

bool Flow::solve()
{
	constexpr int most_rounds = 16;

	if (!graph_)
		return false;
	out_.assign(graph_->getNumBlockIDs(), {});
	bool changed = true;
	for (int round = 0; changed && round < most_rounds; round++) {
		changed = false;
		each_block([&](const CFGBlock *block, State &state) {
			run_block(block, state);
			if (state == out_[block->getBlockID()])
				return;
			out_[block->getBlockID()] = std::move(state);
			changed = true;
		});
	}
	return true;
}

Summary Flow::summarise()
{
	bool solved = solve();

	moved_.reset();
	if (solved)
		each_block([&](const CFGBlock *block, State &state) {
			run_block(block, state);
			if (block == &graph_->getExit())
				leave(state);
		});
	return std::move(summary_);
}

void Flow::check()
{
	if (!solve())
		return;
	report_ = true;
	each_block([&](const CFGBlock *block, State &state) {
		run_block(block, state);
		if (block == &graph_->getExit())
			leave(state);
	});
	report_ = false;
}

void Flow::watch(const Watcher &watcher)
{
	if (!solve())
		return;
	watcher_ = &watcher;
	each_block([&](const CFGBlock *block, State &state) { run_block(block, state); });
	watcher_ = nullptr;
}

/// What a call has taken only if its result is a success.
Loans Flow::taken_if_ok(const CallExpr *call, State &state)
{
	const FunctionDecl *callee = call->getDirectCallee();
	std::size_t first = isa<CXXOperatorCallExpr>(call) && isa_and_nonnull<CXXMethodDecl>(callee) ? 1 : 0;
	Loans taken;

	for (std::size_t i = first; callee && i < call->getNumArgs(); i++)
		if (i - first < callee->getNumParams() && has_word(callee->getParamDecl(i - first), "taken_if_ok"))
			add(taken, get(call->getArg(i), state).places);
	if (!callee)
		return taken;
	if (const Summary &summary = summaries_.of(callee); !summary.moved.empty()) {
		Call made = called(call, state);

		for (const auto &[place, at] : summary.moved)
			add(taken, substitute(place, made, state));
	}
	return taken;
}

/// Remembers what a call has taken only if its result is a success.
void Flow::await_success(const VarDecl *result, const CallExpr *call, State &state)
{
	for (const Loan &loan : taken_if_ok(call, state))
		state.pending[result].insert(loan.place);
}

/// Whether it is Result's get(), which returns null if there is no value.
static bool is_value_of_result(const FunctionDecl *callee)
{
	const auto *method = dyn_cast<CXXMethodDecl>(callee);

	return method && callee->getName() == "get" && is_kernel_class(method->getParent(), "Result");
}

/// Where a branch has seen that the call failed, its arguments were not taken, and its result holds no value.
void Flow::refine(const CFGBlock *from, const CFGBlock *to, State &state)
{
	const auto *condition = dyn_cast_or_null<Expr>(from->getTerminatorCondition());
	bool wanted = true;

	if (!condition || from->succ_size() != 2)
		return;
	condition = strip(condition);
	if (const auto *cast = dyn_cast<CastExpr>(condition); cast && cast->getCastKind() == CK_PointerToBoolean)
		condition = strip(cast->getSubExpr());
	// if (auto *value = result.get())
	if (const auto *branch = dyn_cast_or_null<IfStmt>(from->getTerminatorStmt()))
		if (const VarDecl *variable = branch->getConditionVariable())
			if (const auto *name = dyn_cast<DeclRefExpr>(condition->IgnoreParenImpCasts());
			    name && name->getDecl() == variable && variable->getInit())
				condition = strip(variable->getInit());
	while (const auto *unary = dyn_cast<UnaryOperator>(condition)) {
		if (unary->getOpcode() != UO_LNot)
			return;
		wanted = !wanted;
		condition = strip(unary->getSubExpr());
	}
	const auto *call = dyn_cast<CallExpr>(condition);
	const FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
	if (!callee)
		return;
	const Expr *object = nullptr;
	bool failed_if_true;
	if (const auto *method = dyn_cast<CXXMemberCallExpr>(call)) {
		object = strip(method->getImplicitObjectArgument());
		if (isa<CXXConversionDecl>(callee))
			failed_if_true = false;
		else if (callee->getIdentifier() && callee->getName() == "is_error")
			failed_if_true = true;
		else if (callee->getIdentifier() && (callee->getName() == "is_ok" || is_value_of_result(callee)))
			failed_if_true = false;
		else
			return;
	} else if (callee->getIdentifier() && callee->getName() == "try_failed" && call->getNumArgs() == 1) {
		object = strip(call->getArg(0));
		failed_if_true = true;
	} else {
		return;
	}
	const auto *name = dyn_cast<DeclRefExpr>(object);
	if (!name)
		return;
	// The first successor is where the condition holds.
	bool holds = from->succ_begin()->getReachableBlock() == to;
	bool failed = (holds == wanted) == failed_if_true;
	if (failed)
		state.hollow.insert(Place{ name->getDecl() });
	auto taken = state.pending.find(name->getDecl());
	if (taken == state.pending.end())
		return;
	if (failed)
		for (const Place &place : taken->second)
			revive({ Loan{ place } }, state);
	state.pending.erase(taken);
}

State Flow::entering(const CFGBlock *block)
{
	State state;

	if (block == &graph_->getEntry()) {
		state.reached = true;
		entry(state);
	}
	for (const CFGBlock::AdjacentBlock &edge : block->preds()) {
		const CFGBlock *from = edge.getReachableBlock();

		if (!from)
			continue;
		State before = out_[from->getBlockID()];

		// No expression spans the end of a loop's body.
		if (from->getLoopTarget())
			before.values.clear();
		if (before.reached)
			refine(from, block, before);
		state.join(before);
	}
	return state;
}

void Flow::entry(State &state)
{
	for (const ParmVarDecl *parameter : function_->parameters()) {
		QualType type = parameter->getType();

		if (!type->isReferenceType() && can_point(type))
			state.held[Place{ parameter }] = { Loan{ Place{ parameter, { { Step::Pointee } } } } };
		if (is_task_bound(type.getNonReferenceType()))
			state.alive.emplace(Alive{ parameter, nullptr }, function_->getBody());
	}
}

void Flow::run_block(const CFGBlock *block, State &state)
{
	for (const CFGElement &element : *block) {
		if (auto made = element.getAs<CFGStmt>()) {
			statement(made->getStmt(), state);
		} else if (auto member = element.getAs<CFGInitializer>()) {
			const CXXCtorInitializer *init = member->getInitializer();

			if (init->getAnyMember() && init->getInit())
				initialise(Place{ nullptr, { { Step::Field, init->getAnyMember() } } },
					   init->getAnyMember()->getType(), init->getInit(), state);
		} else if (auto gone = element.getAs<CFGAutomaticObjDtor>()) {
			if (!leaves_before(gone->getVarDecl(), gone->getTriggerStmt()))
				destroyed(gone->getVarDecl(), gone->getTriggerStmt(), state);
		} else if (auto gone = element.getAs<CFGTemporaryDtor>()) {
			const CXXBindTemporaryExpr *temporary = gone->getBindTemporaryExpr();

			Call destruction;
			destruction.at = temporary;
			if (CXXRecordDecl *record = temporary->getType()->getAsCXXRecordDecl())
				destruction.callee = record->getDestructor();
			state.alive.erase(Alive{ nullptr, temporary });
			if (!unread_.taken.contains(temporary))
				watch_call(destruction, state);
		} else if (auto end = element.getAs<CFGLifetimeEnds>()) {
			scope_ends(end->getVarDecl(), state);
		} else if (auto member = element.getAs<CFGMemberDtor>()) {
			QualType type = member->getFieldDecl()->getType();

			Call destruction;
			destruction.at = function_->getBody();
			destruction.destroyed_member = member->getFieldDecl();
			while (const clang::ArrayType *array = type->getAsArrayTypeUnsafe())
				type = array->getElementType();
			if (CXXRecordDecl *record = type->getAsCXXRecordDecl(); record && record->hasDefinition())
				destruction.callee = record->getDestructor();
			watch_call(destruction, state);
		} else if (auto base = element.getAs<CFGBaseDtor>()) {
			Call destruction;
			destruction.at = function_->getBody();
			if (CXXRecordDecl *record = base->getBaseSpecifier()->getType()->getAsCXXRecordDecl();
			    record && record->hasDefinition())
				destruction.callee = record->getDestructor();
			watch_call(destruction, state);
		}
	}
}

void Flow::statement(const Stmt *statement, State &state)
{
	if (const auto *declaration = dyn_cast<DeclStmt>(statement)) {
		for (const Decl *one : declaration->decls())
			if (const auto *variable = dyn_cast<VarDecl>(one); variable && variable->hasLocalStorage())
				declare(variable, state);
		return;
	}
	if (const auto *done = dyn_cast<ReturnStmt>(statement)) {
		returns(done->getRetValue(), done, state);
		return;
	}
	if (const auto *done = dyn_cast<CoreturnStmt>(statement)) {
		returns(done->getOperand(), done, state);
		return;
	}
	const auto *expression = dyn_cast<Expr>(statement);
	if (!expression)
		return;
	if (const auto *temporary = dyn_cast<CXXBindTemporaryExpr>(expression);
	    temporary && is_task_bound(temporary->getType()))
		state.alive.emplace(Alive{ nullptr, temporary }, temporary);
	if (strip(expression) != expression)
		return;
	Value value = evaluate(expression, state, true);
	if (value.empty())
		state.values.erase(expression);
	else
		state.values[expression] = std::move(value);
}

void Flow::declare(const VarDecl *variable, State &state)
{
	revive({ Loan{ Place{ variable } } }, state);
	state.pending.erase(variable);
	if (!variable->getInit())
		return;
	initialise(Place{ variable }, variable->getType(), variable->getInit(), state);
	check_deferred(variable->getInit());
	if (const auto *call = dyn_cast<CallExpr>(strip(variable->getInit())))
		await_success(variable, call, state);
	for (const CXXBindTemporaryExpr *temporary : result_temporaries(variable->getInit()))
		state.alive.erase(Alive{ nullptr, temporary });
	QualType type = variable->getType();
	if (type->isReferenceType() && !is_alias(variable))
		type = type.getNonReferenceType();
	if (is_task_bound(type))
		state.alive.emplace(Alive{ variable, nullptr }, variable->getInit());
}

/// A coroutine that is awaited later keeps references to arguments that are gone when this statement ends.
void Flow::check_deferred(const Expr *made)
{
	const auto *call = dyn_cast<CallExpr>(values::unwrapped(made));

	if (!report_ || !call || !keeps_arguments(call->getType()))
		return;
	for (const values::Argument &argument : values::arguments_of(call))
		if (argument.parameter && argument.parameter->getType()->isReferenceType() &&
		    binds_temporary(argument.value)) {
			say("escaping-loan", argument.value->getBeginLoc(),
			    "the coroutine keeps a reference to this temporary, which is gone when the statement ends",
			    "give the argument a name that lives as long as the coroutine, or await it here", {});
			return;
		}
}

void Flow::initialise(const Place &place, QualType type, const Expr *init, State &state)
{
	Value value = get(init, state);
	Loans loans;

	if (type->isReferenceType())
		loans = binds_temporary(init) ? value.points : value.places;
	else if (can_point(type) || type->isArrayType())
		loans = points(init, state);
	store({ Loan{ place } }, loans, init, state);
}

void Flow::destroyed(const VarDecl *variable, const Stmt *at, State &state)
{
	QualType type = variable->getType().getNonReferenceType();
	const CXXRecordDecl *record = type->getAsCXXRecordDecl();

	if (!record || !record->hasDefinition() || record->hasTrivialDestructor())
		return;
	if (!move_of(Place{ variable }, state))
		use(lookup(Place{ variable }, state), at, variable->getNameAsString(), "destroyed", state, variable);
	// While a guard's own destructor runs, the guard still holds.
	Call destruction;
	destruction.at = at;
	destruction.callee = record->getDestructor();
	destruction.destroyed = variable;
	destruction.object_places = { Loan{ Place{ variable } } };
	state.alive.erase(Alive{ variable, nullptr });
	watch_call(destruction, state);
}

void Flow::scope_ends(const VarDecl *variable, State &state)
{
	state.alive.erase(Alive{ variable, nullptr });
	end(state, variable, End::Scope, [&](const Place &place) {
		return place.root == variable && !place.passes(Step::Pointee) && !is_alias(variable);
	});
	std::erase_if(state.held, [&](const auto &entry) { return entry.first.root == variable; });
	std::erase_if(state.moved, [&](const auto &entry) { return entry.first.root == variable; });
	std::erase_if(state.hollow, [&](const Place &place) { return place.root == variable; });
}

/// Notes what is moved wherever the function succeeds: callers find it empty.
void Flow::succeed(const State &state)
{
	std::map<Place, const Stmt *> now;

	for (const auto &[place, at] : state.moved) {
		const auto *parameter = dyn_cast_or_null<ParmVarDecl>(place.root);
		bool callers =
			place.root ? parameter && parameter->getType()->isLValueReferenceType() : !place.steps.empty();

		if (callers && state.hollow.contains(place))
			now.emplace(place, at);
	}
	if (moved_)
		std::erase_if(*moved_, [&](const auto &entry) { return !now.contains(entry.first); });
	else
		moved_ = std::move(now);
}

/// Whether what is returned is the result of a closure that the function was given.
static bool from_given_closure(const Expr *value)
{
	const auto *call = dyn_cast<CXXOperatorCallExpr>(strip(value));
	const auto *method = call ? dyn_cast_or_null<CXXMethodDecl>(call->getDirectCallee()) : nullptr;

	if (!method || !method->getParent()->isLambda())
		return false;
	const auto *name = dyn_cast<DeclRefExpr>(strip(call->getArg(0)));
	return name && isa<ParmVarDecl>(name->getDecl());
}

void Flow::returns(const Expr *value, const Stmt *at, State &state)
{
	if (!value || !values::is_failure(value, unit_.context()))
		succeed(state);
	if (!value)
		return;
	QualType type = function_->getReturnType();
	if (isa<ReturnStmt>(at))
		check_deferred(value);
	for (const CXXBindTemporaryExpr *temporary : result_temporaries(value))
		state.alive.erase(Alive{ nullptr, temporary });
	// A variable that is returned becomes the result, or is moved into it.
	if (const VarDecl *variable = returned_variable(value))
		state.hollow.insert(Place{ variable });
	if (isa<CoreturnStmt>(at))
		type = value->getType().getNonReferenceType();
	if (!can_point(type) && !keeps_arguments(type))
		return;
	Loans loans = type->isReferenceType() ? get(value, state).places : points(value, state);

	for (const Loan &loan : loans) {
		if (loan.why == End::Scope && !is_own(static_cast<const VarDecl *>(loan.end))) {
			say("escaping-loan", at->getBeginLoc(),
			    "the result borrows from '" + loan.place.name() + "', which is gone already",
			    "return a copy of what is needed", { borrowed_at(loan) });
			continue;
		}
		if (loan.over())
			continue; // reported as a use
		bool own_root = !loan.place.root || isa<ParmVarDecl>(loan.place.root);

		if (dies_here(loan.place) && from_given_closure(value)) {
			summary_.dead.insert(cast<VarDecl>(loan.place.root));
		} else if (dies_here(loan.place)) {
			say("escaping-loan", at->getBeginLoc(),
			    "the result borrows from '" + loan.place.name() +
				    "', which is gone when the function returns",
			    "return the object itself, or let the caller own it and pass it in", { borrowed_at(loan) });
		} else if (!isa<CoreturnStmt>(at)) {
			summary_.returned.insert(loan.place);
			if (own_root)
				check_bound(loan, type, at);
		}
	}
}

/// Whether the declaration says that the result borrows from the place.
static bool says_so(const FunctionDecl *function, const Place &place)
{
	const FunctionDecl *pattern = function->getTemplateInstantiationPattern();

	for (const FunctionDecl *one : { function, pattern }) {
		if (!one)
			continue;
		for (const FunctionDecl *declaration : one->redecls()) {
			if (!place.root && borrows_from_this(declaration))
				return true;
			const auto *parameter = dyn_cast_or_null<ParmVarDecl>(place.root);
			if (parameter && parameter->getFunctionScopeIndex() < declaration->getNumParams() &&
			    declaration->getParamDecl(parameter->getFunctionScopeIndex())->hasAttr<LifetimeBoundAttr>())
				return true;
		}
	}
	return false;
}

/// Whether the function itself owns what a parameter of the type refers to.
static bool owned(QualType type)
{
	return !type->isReferenceType() && is_owner(type);
}

/// A result that borrows from a parameter or from *this says so in the declaration, or callers would not know.
void Flow::check_bound(const Loan &loan, QualType type, const Stmt *at)
{
	const auto *method = dyn_cast<CXXMethodDecl>(function_);

	if ((method && method->getParent()->isLambda()) || says_so(function_, loan.place))
		return;
	// Everybody knows of ++, += and their like that they return the object.
	if (method && method->isOverloadedOperator() && type->isReferenceType() && !loan.place.root &&
	    loan.place.steps.empty())
		return;
	// Whoever names `unsafe` vouches for how long the result is good.
	if (boundary::takes_unsafe(function_))
		return;
	if (type->isReferenceType() || is_view(type)) {
		// A view that was passed in and comes back is as good as before, and so is what a view hands on.
		if (loan.place.root && !loan.place.root->getType()->isReferenceType())
			return;
		const QualType from = loan.place.root ? loan.place.root->getType().getNonReferenceType()
				      : method	      ? unit_.context().getCanonicalTagType(method->getParent())
						      : QualType();
		if (!from.isNull() && is_view(from) && loan.place.passes(Step::Pointee))
			return;
		say("unbound-return", at->getBeginLoc(),
		    "the result borrows from '" + loan.place.name() + "', and the declaration of '" +
			    function_->getNameAsString() + "' does not say so",
		    loan.place.root ? "write __lifetimebound after the parameter"
				    : "write __lifetimebound after the parameter list",
		    { borrowed_at(loan) });
	} else if (holds_owner(type) && loan.place.root && !owned(loan.place.root->getType())) {
		say("escaping-loan", at->getBeginLoc(),
		    "the object on the heap keeps what '" + loan.place.name() +
			    "' refers to, which the caller lends for this call only",
		    "give the object a copy, or an owner such as an Arc", { borrowed_at(loan) });
	}
}

void Flow::leave(State &state)
{
	summary_.set = state.set;
	if (function_->getReturnType()->isVoidType())
		succeed(state);
	if (moved_)
		summary_.moved = *moved_;
	for (const auto &[place, loans] : state.held) {
		if (!outlives_function(place))
			continue;
		if (const auto *variable = dyn_cast_or_null<VarDecl>(place.root);
		    variable && is_alias(variable) && !isa<ParmVarDecl>(variable) && place.steps.empty())
			continue; // the reference itself
		for (const Loan &loan : loans) {
			const auto *variable = dyn_cast_or_null<VarDecl>(loan.place.root);

			if (loan.why == End::Scope) {
				auto stored = state.stores.find(place);
				const Stmt *at = stored != state.stores.end() ? stored->second : loan.issued;

				say("escaping-loan", at ? at->getBeginLoc() : function_->getLocation(),
				    "'" + place.name() + "' keeps a pointer to '" + loan.place.name() +
					    "', which is gone when the function returns",
				    "keep the object itself, or let both share it through an Arc",
				    { unit_.step(static_cast<const VarDecl *>(loan.end)->getLocation(),
						 "'" + loan.place.name() + "' is declared here") });
			} else if (!loan.over() && (!loan.place.root || isa<ParmVarDecl>(loan.place.root)) &&
				   !(place.root == loan.place.root)) {
				summary_.stored.insert({ place, loan.place });
				bool global = place.root && variable && place.root != function_ &&
					      !isa<ParmVarDecl>(place.root) &&
					      cast<VarDecl>(place.root)->hasGlobalStorage();
				bool kept = !place.root && !isa<CXXConstructorDecl>(function_) && variable &&
					    is_lent(variable);
				if (variable && (global || kept) && loan.issued)
					say("escaping-loan", loan.issued->getBeginLoc(),
					    "'" + place.name() + "' keeps a pointer to what '" + loan.place.name() +
						    "' names, and is used after the call",
					    "copy what is needed, or let both share it through an Arc", {});
			}
		}
	}
}

} // namespace kxx::check::loans
