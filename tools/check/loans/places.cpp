// SPDX-License-Identifier: GPL-2.0
#include <clang/AST/ASTContext.h>
#include <clang/AST/Attr.h>

#include "loans/flow.hpp"
#include "loans/flow_end.hpp"
#include "loans/types.hpp"

namespace kxx::check::loans {

using namespace clang;

void Flow::change(const Loans &places, const Stmt *at, State &state, End why)
{
	for (const Loan &loan : places) {
		if (loan.over())
			continue;
		const Place &changed = loan.place;

		std::erase_if(state.hollow,
			      [&](const Place &place) { return changed.contains(place) || place.contains(changed); });
		if (!changed.root || isa<ParmVarDecl>(changed.root) || !is_own(changed.root))
			summary_.changed.emplace(changed, at);
		end(state, at, why, [&](const Place &place) {
			return changed.contains(place) && place.passes(Step::Content, changed.steps.size()) &&
			       !place.passes(Step::Pointee, changed.steps.size());
		});
	}
}

/// The loans, of which those that the caller made, and that no statement issued yet, are issued at `at`.
static Loans issued_at(const Loans &loans, const Stmt *at)
{
	Loans issued;

	for (Loan loan : loans) {
		if (!loan.issued)
			loan.issued = at;
		issued.insert(std::move(loan));
	}
	return issued;
}

void Flow::store(const Loans &to, Loans what, const Stmt *at, State &state)
{
	what = issued_at(what, at);
	// What is stored in the data of a lock is in the lock, not in the guard.
	for (const Loan &loan : to) {
		const Place &place = loan.place;

		if (what.empty() || !place.root || place.steps.empty() || place.steps[0].kind != Step::Content ||
		    !is_guard(place.root->getType()))
			continue;
		for (const Loan &lock : lookup(Place{ place.root }, state)) {
			Place behind = lock.place;

			for (const Step &step : place.steps)
				behind = behind.plus(step);
			add(state.held[behind], what);
		}
	}
	// One place that is known for sure gets the new value; one of several may keep the old one.
	if (to.size() == 1 && !to.begin()->place.passes(Step::Content)) {
		const Place &place = to.begin()->place;

		if (place.root && place.steps.empty() && !is_own(place.root))
			state.set.insert(place.root);
		std::erase_if(state.held, [&](const auto &entry) { return place.contains(entry.first); });
		if (!what.empty()) {
			state.held[place] = what;
			state.stores[place] = at;
		}
		return;
	}
	if (what.empty())
		return;
	for (const Loan &loan : to)
		add(state.held[loan.place], what);
}

void Flow::revive(const Loans &places, State &state)
{
	for (const Loan &loan : places)
		std::erase_if(summary_.read, [&](const auto &entry) { return loan.place.contains(entry.first); });
	for (const Loan &loan : places)
		if (!loan.place.root || isa<ParmVarDecl>(loan.place.root))
			summary_.revived.insert(loan.place);
	for (const Loan &loan : places)
		std::erase_if(state.moved, [&](const auto &entry) { return loan.place.contains(entry.first); });
	for (const Loan &loan : places)
		std::erase_if(state.hollow, [&](const Place &place) { return loan.place.contains(place); });
}

bool Flow::is_alias(const ValueDecl *declaration) const
{
	const auto *variable = dyn_cast<VarDecl>(declaration);

	return declaration->getType()->isReferenceType() &&
	       !(variable && variable->getInit() && !isa<ParmVarDecl>(variable) &&
		 binds_temporary(variable->getInit()));
}

Loans Flow::lookup(const Place &place, State &state) const
{
	Loans loans;

	for (const auto &[where, what] : state.held)
		if (where.contains(place) || place.contains(where))
			add(loans, what);
	return loans;
}

Loans Flow::lookup(const Loans &places, State &state) const
{
	Loans loans;

	for (const Loan &loan : places)
		add(loans, lookup(loan.place, state));
	return loans;
}

Loans Flow::inside(const Loans &from, const Stmt *at, Step step) const
{
	Loans loans;

	for (Loan loan : from) {
		loan.place = loan.place.plus(step);
		if (!loan.over() && step.kind == Step::Content)
			loan.issued = at;
		loans.insert(loan);
	}
	return loans;
}

/// Whether the variable is declared in the function, and not in one around a lambda.
bool Flow::is_own(const ValueDecl *variable) const
{
	return variable->getDeclContext() == static_cast<const DeclContext *>(function_);
}

/// Whether a parameter is something that the kernel lends for the call: a view, or an object of the task.
bool Flow::is_lent(const VarDecl *parameter) const
{
	QualType type = parameter->getType();

	for (const auto *attribute : parameter->specific_attrs<LifetimeCaptureByAttr>())
		if (attribute)
			return false;
	return is_task_bound(type.getNonReferenceType()) || (!is_raw(type) && is_view(type));
}

bool Flow::dies_here(const Place &place) const
{
	const auto *variable = dyn_cast_or_null<VarDecl>(place.root);

	return variable && variable->hasLocalStorage() && is_own(variable) && !variable->getType()->isReferenceType() &&
	       !place.passes(Step::Pointee);
}

bool Flow::outlives_function(const Place &place) const
{
	if (!place.root)
		return true;
	const auto *variable = dyn_cast<VarDecl>(place.root);

	return variable && (!variable->hasLocalStorage() || !is_own(variable) ||
			    variable->getType()->isReferenceType() || place.passes(Step::Pointee));
}

const std::pair<const Place, const Stmt *> *Flow::move_of(const Place &place, const State &state) const
{
	for (const auto &move : state.moved)
		if (move.first.contains(place) && !place.passes(Step::Pointee, move.first.steps.size()))
			return &move;
	return nullptr;
}

} // namespace kxx::check::loans
