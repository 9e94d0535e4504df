// SPDX-License-Identifier: GPL-2.0
//! What expressions name and point to.
#include <clang/AST/ASTContext.h>
#include <clang/AST/ExprCXX.h>

#include "loans/flow.hpp"
#include "loans/types.hpp"
#include "unit.hpp"

namespace kxx::check::loans {

using namespace clang;

Value Flow::get(const Expr *expression, State &state)
{
	expression = strip(expression);
	if (auto known = state.values.find(expression); known != state.values.end())
		return known->second;
	// What a structured binding stands for is not part of the graph.
	if (isa<DeclRefExpr, MemberExpr, CXXThisExpr>(expression))
		return evaluate(expression, state, false);
	return {};
}

Loans Flow::points(const Expr *expression, State &state)
{
	Value value = get(expression, state);
	Loans loans = value.points;

	if (strip(expression)->isGLValue())
		add(loans, lookup(value.places, state));
	return loans;
}

Value Flow::variable(const ValueDecl *variable, const Stmt *at, State &state)
{
	Value value;
	Place place{ variable };

	// What is held at a parameter was stored in what it refers to.
	if (is_alias(variable) && !isa<ParmVarDecl>(variable))
		if (auto named = state.held.find(place); named != state.held.end() && !named->second.empty()) {
			value.places = named->second;
			return value;
		}
	value.places.insert(Loan{ place, at });
	return value;
}

Value Flow::name(const DeclRefExpr *name, State &state, bool check)
{
	check = check && !unread_.written.count(name);
	if (const auto *bound = dyn_cast<BindingDecl>(name->getDecl())) {
		Value value;

		if (const Expr *stands_for = bound->getBinding())
			value = binding(stands_for, state);
		if (check) {
			Loans used = value.places;

			if (can_point(name->getType()))
				add(used, lookup(value.places, state));
			use(used, name, bound->getNameAsString(), "used", state);
		}
		return value;
	}
	const auto *declaration = dyn_cast<VarDecl>(name->getDecl());
	if (!declaration)
		return {};
	Value value = variable(declaration, name, state);
	if (check) {
		if (is_alias(declaration))
			use(value.places, name, declaration->getNameAsString(), "used", state);
		else if (declaration->getType()->isPointerType() || declaration->getType()->isRecordType() ||
			 declaration->getType()->isReferenceType())
			use(lookup(Place{ declaration }, state), name, declaration->getNameAsString(), "used", state);
		read(value.places, name);
		for (const Loan &loan : value.places)
			use_moved(loan.place, name, state);
	}
	return value;
}

Value Flow::member(const MemberExpr *member, State &state, bool check)
{
	const auto *field = dyn_cast<FieldDecl>(member->getMemberDecl());
	Value base = get(member->getBase(), state);
	Loans from = member->isArrow() ? base.points : base.places;
	Value value;

	if (!field) {
		value.places = from;
		value.points = base.points;
		return value;
	}
	if (from.empty() && !member->isArrow()) { // a member of a temporary
		value.points = base.points;
		if (field->getType()->isReferenceType())
			value.places = base.points;
		return value;
	}
	value.places = inside(from, member, { Step::Field, field });
	if (field->getType()->isReferenceType()) {
		Loans named = lookup(value.places, state);

		value.places = named.empty() ? inside(value.places, member, { Step::Pointee }) : named;
		return value;
	}
	if (check && !unread_.written.count(member)) {
		read(value.places, member);
		for (const Loan &loan : value.places)
			use_moved(loan.place, member, state);
		if (isa<CXXThisExpr>(strip(member->getBase())) &&
		    (field->getType()->isPointerType() || is_view(field->getType())))
			use(lookup(value.places, state), member, field->getNameAsString(), "used", state);
	}
	return value;
}

/// The hidden expression of a structured binding.
Value Flow::binding(const Expr *expression, State &state)
{
	expression = strip(expression);
	if (const auto *part = dyn_cast<MemberExpr>(expression)) {
		state.values[strip(part->getBase())] = binding(part->getBase(), state);
		return member(part, state, false);
	}
	if (const auto *whole = dyn_cast<DeclRefExpr>(expression))
		return name(whole, state, false);
	return {};
}

Value Flow::closure(const LambdaExpr *lambda, State &state)
{
	Value value;
	auto init = lambda->capture_init_begin();

	for (const LambdaCapture &capture : lambda->captures()) {
		const Expr *captured = *init++;

		if (capture.capturesThis()) {
			value.points.insert(Loan{ Place{}, lambda });
		} else if (capture.capturesVariable()) {
			if (capture.getCaptureKind() == LCK_ByRef) {
				const auto *declaration = dyn_cast<VarDecl>(capture.getCapturedVar());

				if (declaration && declaration->isInitCapture() && captured)
					add(value.points, get(captured, state).places);
				else if (declaration)
					add(value.points, variable(declaration, lambda, state).places);
			} else if (captured) {
				add(value.points, points(captured, state));
			}
		}
	}
	for (Loan loan : Loans(value.points))
		if (!loan.over()) {
			value.points.erase(loan);
			loan.issued = lambda;
			value.points.insert(loan);
		}
	return value;
}

Value Flow::evaluate(const Expr *e, State &state, bool check)
{
	Value value;

	if (const auto *reference = dyn_cast<DeclRefExpr>(e))
		return name(reference, state, check);
	if (const auto *access = dyn_cast<MemberExpr>(e))
		return member(access, state, check);
	if (const auto *lambda = dyn_cast<LambdaExpr>(e))
		return closure(lambda, state);
	if (const auto *made = dyn_cast<CXXConstructExpr>(e))
		return construct(made, state);
	if (const auto *called = dyn_cast<CallExpr>(e))
		return call(called, state);
	if (isa<CXXThisExpr>(e)) {
		value.points.insert(Loan{ Place{}, e });
	} else if (const auto *unary = dyn_cast<UnaryOperator>(e)) {
		value = get(unary->getSubExpr(), state);
		if (unary->getOpcode() == UO_AddrOf)
			value = { {}, value.places };
		else if (unary->getOpcode() == UO_Deref)
			value = { value.points, {} };
	} else if (const auto *binary = dyn_cast<BinaryOperator>(e)) {
		Value left = get(binary->getLHS(), state), right = get(binary->getRHS(), state);

		if (binary->getOpcode() == BO_Assign) {
			if (can_point(binary->getType()))
				store(left.places, points(binary->getRHS(), state), binary, state);
			revive(left.places, state);
			value.places = left.places;
		} else if (binary->getOpcode() == BO_Comma) {
			value = right;
		} else if (binary->getType()->isPointerType()) {
			value = left;
			add(value.points, right.points);
		}
	} else if (const auto *choice = dyn_cast<AbstractConditionalOperator>(e)) {
		Value other = get(choice->getFalseExpr(), state);

		value = get(choice->getTrueExpr(), state);
		add(value.places, other.places);
		add(value.points, other.points);
	} else if (const auto *element = dyn_cast<ArraySubscriptExpr>(e)) {
		value.places = get(element->getBase(), state).points;
	} else if (const auto *cast = dyn_cast<ImplicitCastExpr>(e)) {
		Value from = get(cast->getSubExpr(), state);

		if (cast->getCastKind() == CK_LValueToRValue) {
			if (!can_point(cast->getType()))
				return value;
			value.points = lookup(from.places, state);
			if (value.points.empty() && cast->getType()->isPointerType())
				value.points = inside(from.places, e, { Step::Pointee });
		} else if (cast->getCastKind() == CK_ArrayToPointerDecay) {
			value.points = from.places;
		} else {
			value = from;
		}
	} else if (const auto *list = dyn_cast<InitListExpr>(e)) {
		const auto *record = list->getType()->getAsCXXRecordDecl();
		auto field = record && record->hasDefinition() ? record->field_begin() : RecordDecl::field_iterator();
		unsigned bases = record && record->hasDefinition() ? record->getNumBases() : 0;

		for (const Expr *one : list->inits()) {
			bool reference = false;

			if (bases)
				bases--;
			else if (record && record->hasDefinition() && field != record->field_end())
				reference = (field++)->getType()->isReferenceType();
			if (reference)
				add(value.points, get(one, state).places);
			else if (can_point(one->getType()) || one->getType()->isArrayType())
				add(value.points, points(one, state));
		}
	} else if (const auto *list = dyn_cast<CXXParenListInitExpr>(e)) {
		for (const Expr *one : list->getInitExprs()) {
			add(value.points, points(one, state));
			if (one->isGLValue())
				add(value.points, get(one, state).places);
		}
	} else if (const auto *made = dyn_cast<CXXNewExpr>(e)) {
		if (made->getInitializer())
			add(value.points, points(made->getInitializer(), state));
	} else if (const auto *block = dyn_cast<StmtExpr>(e)) {
		const CompoundStmt *body = block->getSubStmt();

		if (!body->body_empty())
			if (const auto *last = dyn_cast<Expr>(body->body_back()))
				value = get(last, state);
	} else if (const auto *await = dyn_cast<CoawaitExpr>(e)) {
		if (!await->isImplicit()) {
			for (const auto &[alive, since] : state.alive) {
				QualType type = alive.variable ? alive.variable->getType() : alive.temporary->getType();
				if (type->isReferenceType() || is_awaitable(type))
					continue;
				if (alive.temporary && !is_guard(type))
					continue;
				say("held-over-await", e->getBeginLoc(),
				    (alive.variable ? "'" + alive.variable->getNameAsString() + "' is"
						    : "an unnamed guard is") +
					    " held while the coroutine waits; it belongs to the task, and another one "
					    "may "
					    "go on",
				    "let it end before the co_await: put it into a block of its own",
				    { unit_.step(since->getBeginLoc(), "it begins here") });
			}
		}
		value = get(await->getResumeExpr(), state);
	}
	return value;
}

} // namespace kxx::check::loans
