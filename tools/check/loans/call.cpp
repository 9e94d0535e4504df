// SPDX-License-Identifier: GPL-2.0
//! What calls do: which loans end, and what the result borrows from.
#include <clang/AST/ASTContext.h>
#include <clang/AST/Attr.h>
#include <clang/AST/DeclTemplate.h>
#include <clang/AST/ExprCXX.h>

#include "loans/flow.hpp"
#include "loans/flow_end.hpp"
#include "loans/types.hpp"
#include "unit.hpp"

namespace kxx::check::loans {

using namespace clang;

using Arguments = std::vector<const Expr *>;

/// Whether the function is TRY's: it takes the value out of its last argument.
static bool is_try(const FunctionDecl *callee)
{
	const auto *method = dyn_cast_or_null<CXXMethodDecl>(callee);

	return method && method->getOverloadedOperator() == OO_Call && is_kernel_class(method->getParent(), "TryTake");
}

/// The parameter, or null if the argument has none: `...`.
static const ParmVarDecl *parameter_of(const FunctionDecl *callee, std::size_t i)
{
	return i < callee->getNumParams() ? callee->getParamDecl(i) : nullptr;
}

static bool refers_to_mutable(QualType type)
{
	return type->isLValueReferenceType() && !type->getPointeeType().isConstQualified();
}

/// What one argument lends to a result that borrows from it.
Loans Flow::borrowed(const Expr *argument, QualType parameter, const Stmt *at, State &state)
{
	Value value = get(argument, state);
	Loans loans = points(argument, state);

	if (is_view(argument->getType()))
		return loans;
	if (!parameter->isReferenceType() && !argument->isGLValue())
		return loans;
	loans = inside(loans, at);
	add(loans, inside(value.places, at));
	return loans;
}

/// A place of a summary, in the caller.
Loans Flow::substitute(const Place &place, const Call &call, State &state)
{
	Loans from;
	std::size_t used = 0;
	const auto *parameter = dyn_cast_or_null<ParmVarDecl>(place.root);

	if (!place.root) {
		from = call.object_places;
	} else if (parameter && call.callee && parameter->getFunctionScopeIndex() < call.arguments.size() &&
		   parameter->getDeclContext() != static_cast<const DeclContext *>(function_)) {
		const Expr *argument = call.arguments[parameter->getFunctionScopeIndex()];

		if (!place.steps.empty() && place.steps[0].kind == Step::Pointee) {
			from = points(argument, state);
			used = 1;
		} else if (parameter->getType()->isReferenceType()) {
			from = get(argument, state).places;
		} else {
			return {};
		}
	} else if (const auto *variable_ = dyn_cast<VarDecl>(place.root)) {
		from = variable(variable_, call.at, state).places;
	}
	for (std::size_t i = used; i < place.steps.size(); i++) {
		// What a pointer is known to point to counts, rather than the pointer that led there.
		Loans named = place.steps[i].kind == Step::Pointee ? lookup(from, state) : Loans();

		from = named.empty() ? inside(from, call.at, place.steps[i]) : named;
	}
	Loans fresh;
	for (Loan loan : from) {
		if (!loan.over())
			loan.issued = call.at;
		fresh.insert(std::move(loan));
	}
	return fresh;
}

void Flow::apply(const Summary &summary, const Call &call, State &state)
{
	for (const auto &[to, from] : summary.stored) {
		Loans where = substitute(to, call, state);
		Loans what = substitute(from, call, state);

		for (const Loan &loan : where)
			add(state.held[loan.place], what);
	}
	for (const auto &[place, at] : summary.changed)
		change(substitute(place, call, state), call.at, state);
	for (const Place &place : summary.revived)
		revive(substitute(place, call, state), state);
	for (const auto &[place, at] : summary.moved) {
		Loans moved = substitute(place, call, state);

		for (const Loan &loan : moved)
			if (!loan.place.passes(Step::Content) && !loan.over() && moved.size() == 1) {
				state.moved[loan.place] = call.at;
				state.hollow.insert(loan.place);
			}
	}
}

/// Pointers into what was gone when the function returned.
Loans Flow::dead(const Summary &summary, const Stmt *at)
{
	Loans loans;

	for (const VarDecl *variable : summary.dead)
		loans.insert(Loan{ Place{ variable, { { Step::Content } } }, at, variable, End::Scope });
	return loans;
}

Call Flow::called(const CallExpr *expression, State &state)
{
	Call made;
	const auto *method = dyn_cast_or_null<CXXMethodDecl>(expression->getDirectCallee());

	made.at = expression;
	made.callee = expression->getDirectCallee();
	made.arguments.assign(expression->arg_begin(), expression->arg_end());
	if (const auto *on_object = dyn_cast<CXXMemberCallExpr>(expression)) {
		made.object = on_object->getImplicitObjectArgument();
	} else if (isa<CXXOperatorCallExpr>(expression) && method && !method->isStatic() && !made.arguments.empty()) {
		made.object = made.arguments.front();
		made.arguments.erase(made.arguments.begin());
	}
	if (made.object) {
		Value object = get(made.object, state);

		made.object_places = made.object->getType()->isPointerType() ? object.points : object.places;
	}
	return made;
}

void Flow::pass_arguments(const FunctionDecl *callee, const Arguments &arguments, const Stmt *at, State &state,
			  Loans *keeps, const Summary &summary)
{
	bool neutral = is_std(callee, "move") || is_std(callee, "forward") || is_std(callee, "addressof") ||
		       is_std(callee, "as_const");

	for (std::size_t i = 0; i < arguments.size(); i++) {
		const Expr *argument = arguments[i];
		const ParmVarDecl *parameter = parameter_of(callee, i);

		if (!parameter)
			break;
		QualType type = parameter->getType();
		bool lends = parameter->hasAttr<LifetimeBoundAttr>();
		if (keeps && lends)
			add(*keeps, borrowed(argument, type, at, state));
		Value value = get(argument, state);
		// What a call that failed did not take is still there.
		if (has_word(parameter, "is_error"))
			if (const auto *failed = dyn_cast<CallExpr>(strip(argument)))
				revive(taken_if_ok(failed, state), state);
		if (!neutral && (type->isReferenceType() || type->isPointerType()))
			use(type->isPointerType() ? value.points : value.places, argument, "the argument",
			    "handed over", state);
		if (neutral || lends || summary.known || has_word(callee, "preserves_loans"))
			continue;
		if (refers_to_mutable(type) && !is_view(type))
			change(value.places, at, state);
	}
}

/// A closure that is handed over may be called: what its body changes is changed here.
void Flow::run_closures(const FunctionDecl *callee, const Arguments &arguments, const Loans &object, const Stmt *at,
			State &state)
{
	for (std::size_t i = 0; i < arguments.size(); i++) {
		const Summary *summary = summaries_.of_closure(arguments[i]->getType());

		if (!summary)
			continue;
		Call called;
		called.at = at;
		called.object_places = { Loan{ Place{} } };
		for (const auto &[place, where] : summary->changed) {
			for (const Loan &changed : substitute(place, called, state))
				for (const Loan &walked : object)
					if (!walked.over() && (changed.place.contains(walked.place)))
						say("aliased-change", at->getBeginLoc(),
						    "'" + walked.place.name() +
							    "' is changed by the function that it calls back",
						    "remember what to change, and change it after the call",
						    { unit_.step(where->getBeginLoc(), "it is changed here") });
			change(substitute(place, called, state), at, state);
		}
		if (const ParmVarDecl *parameter = callee ? parameter_of(callee, i) : nullptr;
		    parameter && has_word(parameter, "called_last"))
			for (const ValueDecl *variable : summary->set)
				store({ Loan{ Place{ variable } } }, {}, at, state);
		for (const auto &[to, from] : summary->stored) {
			// A parameter of the closure is part of what calls back.
			Loans what = from.root && isa<ParmVarDecl>(from.root) ? inside(object, at)
									      : substitute(from, called, state);

			for (const Loan &loan : substitute(to, called, state))
				add(state.held[loan.place], what);
		}
	}
}

/// `v.push(v[0])`: the call changes what another argument refers to.
void Flow::check_aliases(const Call &call, State &state)
{
	const auto *method = dyn_cast_or_null<CXXMethodDecl>(call.callee);

	if (!report_ || !call.callee)
		return;
	struct Changing {
		Loans places;
	};
	std::vector<Changing> changing;

	const Summary &summary = summaries_.of(call.callee);
	if (summary.known) {
		for (const auto &[place, at] : summary.changed)
			changing.push_back({ substitute(place, call, state) });
	} else {
		QualType type = call.object ? call.object->getType() : QualType();

		if (call.object && type->isPointerType())
			type = type->getPointeeType();
		if (call.object && method && !method->isConst() && !borrows_from_this(method) &&
		    !has_word(method, "preserves_loans") && !is_view(type))
			changing.push_back({ call.object_places });
		for (std::size_t i = 0; i < call.arguments.size(); i++) {
			const ParmVarDecl *parameter = parameter_of(call.callee, i);

			if (parameter && refers_to_mutable(parameter->getType()) &&
			    !parameter->hasAttr<LifetimeBoundAttr>())
				changing.push_back({ get(call.arguments[i], state).places });
		}
	}
	for (std::size_t i = 0; i < call.arguments.size(); i++) {
		const ParmVarDecl *parameter = parameter_of(call.callee, i);

		if (!parameter || is_std(call.callee, "swap") || is_std(call.callee, "exchange"))
			continue;
		QualType type = parameter->getType();
		Value value = get(call.arguments[i], state);
		const Loans &lent = type->isReferenceType() ? value.places : value.points;

		if (!type->isReferenceType() && !can_point(type))
			continue;
		if (summary.known && call.object && type->isLValueReferenceType())
			for (const Loan &loan : lent)
				for (const Loan &object : call.object_places)
					if (!loan.over() && loan.place == object.place && !loan.place.steps.empty() &&
					    !summary.changed.empty()) {
						say("aliased-change", call.arguments[i]->getBeginLoc(),
						    "'" + loan.place.name() +
							    "' is the object of the call, which changes it, and an "
							    "argument too",
						    "copy the argument first", {});
						return;
					}
		for (const Loan &loan : lent)
			for (const Changing &change : changing)
				for (const Loan &target : change.places)
					if (!loan.over() && !target.over() && target.place.contains(loan.place) &&
					    loan.place.passes(Step::Content, target.place.steps.size()) &&
					    !loan.place.passes(Step::Pointee, target.place.steps.size())) {
						say("aliased-change", call.arguments[i]->getBeginLoc(),
						    "the argument is part of '" + target.place.name() +
							    "', which the call changes",
						    "copy or take out the part first, and pass the copy",
						    { borrowed_at(loan) });
						return;
					}
	}
}

/// `spans.push(span)`: a container of things that point holds what it is given.
void Flow::keep_in_container(const Call &call, State &state)
{
	const auto *method = dyn_cast_or_null<CXXMethodDecl>(call.callee);

	if (!method || !call.object || call.object_places.empty())
		return;
	QualType type = call.object->getType();
	if (type->isPointerType())
		type = type->getPointeeType();
	if (!is_owner(type) || !can_point(type))
		return;
	for (std::size_t i = 0; i < call.arguments.size(); i++) {
		const ParmVarDecl *parameter = parameter_of(call.callee, i);

		if (!parameter || !can_point(parameter->getType().getNonReferenceType()))
			continue;
		Loans what = points(call.arguments[i], state);
		if (what.empty())
			continue;
		for (const Loan &loan : call.object_places)
			if (!loan.over())
				add(state.held[loan.place.plus({ Step::Content })], what);
	}
}

/// Notes what a helper reads, for its callers.
void Flow::read(const Loans &places, const Stmt *at)
{
	for (const Loan &loan : places)
		if (!loan.place.passes(Step::Content) && !loan.place.passes(Step::Pointee) &&
		    (!loan.place.root || !is_own(loan.place.root)))
			summary_.read.emplace(loan.place, at);
}

/// A helper that reads what was moved, unless it was moved for this very call: `std::move(sum).finish()`.
void Flow::use_read(const Summary &summary, const Call &call, State &state)
{
	if (!report_ || state.moved.empty())
		return;
	const auto *expression = dyn_cast<Expr>(call.at);

	for (const auto &[place, at] : summary.read)
		for (const Loan &loan : substitute(place, call, state)) {
			const auto *move = move_of(loan.place, state);

			if (move && expression && !is_within(move->second, expression))
				use_moved(loan.place, expression, state);
		}
}

void Flow::watch_call(const Call &call, State &state)
{
	if (watcher_)
		(*watcher_)(call, state);
}

Value Flow::moved(const CallExpr *call, State &state)
{
	const Expr *argument = call->getArg(0);
	Value value = get(argument, state);
	const CXXRecordDecl *record = argument->getType()->getAsCXXRecordDecl();

	if (unread_.bound.count(call) || !record || !record->hasDefinition() || record->isTriviallyCopyable())
		return value;
	Loans who = value.places;
	change(who, call, state, End::Moved);
	for (const Loan &loan : who)
		if (!loan.place.passes(Step::Content) && !loan.over()) {
			state.moved[loan.place] = call;
			if (who.size() == 1)
				state.hollow.insert(loan.place);
			if (loan.place.steps.empty())
				state.alive.erase(Alive{ loan.place.root, nullptr });
		}
	return value;
}

Value Flow::assigned(const CallExpr *call, const Loans &places, State &state)
{
	const Expr *source = call->getNumArgs() > 1 ? call->getArg(1) : nullptr;
	Loans from = source ? points(source, state) : Loans{};
	Value value;

	// `*this = std::move(part)`: a part of what is destroyed is taken out first by the classes of the library.
	change(places, call, state);
	revive(places, state);
	store(places, from, call, state);
	value.places = places;
	return value;
}

/// Whether the result of an unannotated function borrows from one parameter, since there is only one that it could
/// borrow from.
static int elided(const FunctionDecl *callee)
{
	int found = -1;

	for (unsigned i = 0; i < callee->getNumParams(); i++) {
		QualType type = callee->getParamDecl(i)->getType();

		if (!type->isReferenceType() && !can_point(type))
			continue;
		if (type->isReferenceType() && !type->getPointeeType()->isRecordType() &&
		    !type->getPointeeType()->isPointerType())
			continue;
		if (found >= 0)
			return -1;
		found = static_cast<int>(i);
	}
	return found;
}

Value Flow::call(const CallExpr *expression, State &state)
{
	Value value;
	const FunctionDecl *callee = expression->getDirectCallee();
	Call made = called(expression, state);

	if (!callee) {
		run_closures(nullptr, made.arguments, {}, expression, state);
		watch_call(made, state);
		return value;
	}
	if (is_std(callee, "move") && expression->getNumArgs() == 1)
		return moved(expression, state);
	if ((is_std(callee, "forward") || is_std(callee, "as_const")) && expression->getNumArgs() == 1)
		return get(expression->getArg(0), state);
	if (is_try(callee) && expression->getNumArgs() > 1) {
		const auto *result = dyn_cast<DeclRefExpr>(strip(made.arguments.back()));

		if (result)
			state.hollow.insert(Place{ result->getDecl() });
		value.points = points(made.arguments.back(), state);
		return value;
	}

	const auto *method = dyn_cast<CXXMethodDecl>(callee);
	QualType result = expression->getCallReturnType(unit_.context());
	bool coroutine = keeps_arguments(result);
	bool lends = can_point(result) || coroutine;
	const Summary &summary = summaries_.of(callee);
	Loans kept;

	if (made.object && method && !method->isStatic()) {
		bool arrow = made.object->getType()->isPointerType();
		Value object = get(made.object, state);
		QualType type = arrow ? made.object->getType()->getPointeeType() : made.object->getType();
		Loans inner = arrow ? lookup(object.points, state) : points(made.object, state);
		bool view = is_view(type), stable = is_stable_view(type);

		use(made.object_places, expression, "the object", "used", state);
		check_aliases(made, state);
		watch_call(made, state);
		if (method->getOverloadedOperator() == OO_Equal) {
			pass_arguments(callee, made.arguments, expression, state, nullptr, summary);
			return assigned(expression, made.object_places, state);
		}
		if (summary.known) {
			for (const Place &place : summary.returned)
				add(kept, substitute(place, made, state));
		} else if (view || stable) {
			kept = stable && !is_stable_view(method->getReturnType()) ? inside(inner, expression) : inner;
		} else if (borrows_from_this(method)) {
			if (is_lock(type) || is_stable_view(method->getReturnType())) {
				kept = made.object_places;
				add(kept, inner);
			} else {
				kept = inside(made.object_places, expression);
				add(kept, inside(inner, expression));
			}
		} else if (lends && !unit_.in_library(callee->getLocation()) && !method->getParent()->isLambda()) {
			kept = inside(made.object_places, expression);
			add(kept, inner);
		} else if (lends && !is_owner(type)) {
			kept = inner;
		}
		pass_arguments(callee, made.arguments, expression, state, &kept, summary);
		run_closures(callee, made.arguments, view ? inner : made.object_places, expression, state);
		keep_in_container(made, state);
		if (method->getParent()->isLambda()) {
			Call closure_call = made;

			closure_call.object_places = { Loan{ Place{} } };
			use_read(summary, closure_call, state);
			apply(summary, closure_call, state);
		} else if (summary.known) {
			// To destroy what was moved from is right.
			if (!isa<CXXDestructorDecl>(method))
				use_read(summary, made, state);
			apply(summary, made, state);
		} else if (has_word(callee, "ends_loans")) {
			Loans own = view ? inner : Loans{};

			for (const Loan &loan : view ? inner : made.object_places)
				end(state, expression, End::Changed, [&](const Place &place) {
					return loan.place.contains(place) && place.passes(Step::Content);
				});
			if (view)
				store(made.object_places, own, expression, state);
		} else if (!method->isConst() && !borrows_from_this(method) && !view &&
			   !has_word(callee, "preserves_loans") && method->getRefQualifier() != RQ_RValue &&
			   !type.isConstQualified()) {
			change(made.object_places, expression, state);
			if (method->getIdentifier() && (method->getName() == "clear" || method->getName() == "reset" ||
							method->getName() == "emplace"))
				revive(made.object_places, state);
		}
		if (has_word(callee, "empties") && made.object_places.size() == 1)
			state.hollow.insert(made.object_places.begin()->place);
	} else {
		check_aliases(made, state);
		watch_call(made, state);
		if (summary.known)
			for (const Place &place : summary.returned)
				add(kept, substitute(place, made, state));
		pass_arguments(callee, made.arguments, expression, state, &kept, summary);
		if (!summary.known && lends && kept.empty() && !unit_.in_library(callee->getLocation()) &&
		    unit_.is_users(callee->getLocation()))
			if (int from = elided(callee); from >= 0 && from < int(made.arguments.size()))
				kept = borrowed(made.arguments[from], callee->getParamDecl(from)->getType(), expression,
						state);
		run_closures(callee, made.arguments, {}, expression, state);
		if (summary.known)
			apply(summary, made, state);
	}
	// A coroutine keeps references to its arguments; make_box() hands its arguments to what it makes.
	if (coroutine || (!summary.known && lends && kept.empty() && holds_owner(result) &&
			  unit_.in_library(callee->getLocation()) && callee->isTemplateInstantiation()))
		for (std::size_t i = 0; i < made.arguments.size(); i++) {
			const ParmVarDecl *parameter = parameter_of(callee, i);

			if (parameter && coroutine && parameter->getType()->isReferenceType())
				add(kept, get(made.arguments[i], state).places);
			if (parameter && can_point(parameter->getType().getNonReferenceType()))
				add(kept, points(made.arguments[i], state));
		}
	add(kept, dead(summary, expression));
	// An owner that takes a pointer back does not borrow from where the pointer was.
	if (lends && !has_word(callee, "adopts")) {
		if (expression->isGLValue())
			value.places = kept;
		value.points = expression->isGLValue() ? lookup(kept, state) : kept;
	}
	return value;
}

Value Flow::construct(const CXXConstructExpr *expression, State &state)
{
	Value value;
	const CXXConstructorDecl *constructor = expression->getConstructor();
	QualType type = expression->getType();
	Call made;

	made.at = expression;
	made.callee = constructor;
	made.arguments.assign(expression->arg_begin(), expression->arg_end());
	if (constructor->isCopyOrMoveConstructor() && !made.arguments.empty()) {
		value.points = points(made.arguments[0], state);
		watch_call(made, state);
		return value;
	}
	watch_call(made, state);
	const Summary &summary = summaries_.of(constructor);
	pass_arguments(constructor, made.arguments, expression, state, &value.points, summary);
	if (summary.known) {
		for (const auto &[to, from] : summary.stored)
			if (!to.root)
				add(value.points, substitute(from, made, state));
		Call changes = made;

		for (const auto &[place, at] : summary.changed)
			if (place.root)
				change(substitute(place, changes, state), expression, state);
		if (!can_point(type))
			value.points.clear();
		return value;
	}
	if (!can_point(type))
		return value;
	for (const Expr *argument : made.arguments) {
		QualType given = argument->getType();

		if (is_view(type)) {
			if (is_owner(given))
				add(value.points, inside(get(argument, state).places, expression));
			else
				add(value.points, points(argument, state));
		} else if (can_point(given) &&
			   (given->isRecordType() || is_kernel_class(type->getAsCXXRecordDecl(), "Result"))) {
			add(value.points, points(argument, state));
		}
	}
	return value;
}

} // namespace kxx::check::loans
