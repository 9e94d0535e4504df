// SPDX-License-Identifier: GPL-2.0
#include <clang/AST/ASTContext.h>

#include "loans/flow.hpp"
#include "loans/types.hpp"
#include "unit.hpp"

namespace kxx::check::loans {

using namespace clang;

kxx::check::Step Flow::borrowed_at(const Loan &loan)
{
	SourceLocation at = loan.issued ? loan.issued->getBeginLoc() : SourceLocation();

	if (at.isInvalid())
		at = function_->getLocation();
	return unit_.step(at, "it borrows from '" + loan.place.name() + "' here");
}

void Flow::use_moved(const Place &place, const Expr *at, State &state)
{
	if (const auto *move = move_of(place, state))
		say("use-after-move", at->getBeginLoc(), "'" + move->first.name() + "' is used after it was moved from",
		    "use it before the move, or give it a new value first",
		    { unit_.step(move->second->getBeginLoc(), "it is moved here") });
}

/// Whether the statement is a call that gets the guard of the place to release its lock for a while: a wait.
static bool releases(const Stmt *statement, const Place &place)
{
	const auto *call = dyn_cast<CXXMemberCallExpr>(statement);

	if (!call || !place.root || !is_guard(place.root->getType()))
		return false;
	for (const Expr *argument : call->arguments())
		if (const auto *name = dyn_cast<DeclRefExpr>(strip(argument)); name && name->getDecl() == place.root)
			return true;
	return false;
}

void Flow::use(const Loans &loans, const Stmt *at, const std::string &who, const char *how, State &,
	       const VarDecl *variable)
{
	if (!report_)
		return;
	for (const Loan &loan : loans) {
		if (!loan.over())
			continue;
		static const char *const ends[] = { "", "is changed here", "is moved here", "goes out of scope here" };
		bool scope = loan.why == End::Scope;
		SourceLocation ended = scope ? static_cast<const VarDecl *>(loan.end)->getLocation()
					     : static_cast<const Stmt *>(loan.end)->getBeginLoc();
		SourceLocation used = at ? at->getBeginLoc() : variable->getLocation();
		std::string name = loan.place.name();
		std::string step = "'" + name + "' " + ends[static_cast<int>(loan.why)];
		if (loan.why == End::Changed && releases(static_cast<const Stmt *>(loan.end), loan.place))
			step = "the lock is released here, and others may change '" + name + "'";
		bool loop = who.starts_with("__begin") || who.starts_with("__end") || who.starts_with("__range");

		if (loop) {
			say("ended-loan", used,
			    "the loop over '" + name + "' goes on after its body has " +
				    (loan.why == End::Moved ? "moved '" : "changed '") + name + "'",
			    "leave the loop after the change, collect the changes first, or use a cursor",
			    { unit_.step(ended, step) });
			return;
		}
		say("ended-loan", used,
		    (who.starts_with("the ") ? who : "'" + who + "'") + " is " + how + " after its loan of '" + name +
			    "' ended",
		    scope ? "let '" + name + "' live longer, or keep a copy"
			  : "borrow again after the change, or copy what is needed before it",
		    { borrowed_at(loan), unit_.step(ended, step) });
		return;
	}
}

void Flow::say(const char *rule, SourceLocation at, std::string message, std::string help,
	       std::vector<kxx::check::Step> trace)
{
	if (!report_ || at.isInvalid())
		return;
	unit_.report({ rule, Level::Error, unit_.place(at), name_of(function_), std::move(message), std::move(help),
		       std::move(trace) });
}

} // namespace kxx::check::loans
