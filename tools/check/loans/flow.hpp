// SPDX-License-Identifier: GPL-2.0
//! Follows loans through one function.
//!
//! A forward dataflow over clang's graph of the function, with the union of states where paths meet. Changing the place P
//! ends every loan on what P handed out: on P and further steps with a Content among them. The end of P's scope ends all
//! loans on P. Using a value that carries an ended loan is the fault. doc/design/check.md has the reasons.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <clang/Analysis/CFG.h>

#include "finding.hpp"
#include "loans/expressions.hpp"
#include "loans/place.hpp"
#include "loans/summary.hpp"

namespace kxx::check {
class Unit;
} // namespace kxx::check

namespace kxx::check::loans {

/// A call, or a destruction, as another analysis sees it.
struct Call {
	const clang::Stmt *at = nullptr;
	/// Null if the call goes through a pointer.
	const clang::FunctionDecl *callee = nullptr;
	/// The object of a method; null for others.
	const clang::Expr *object = nullptr;
	std::vector<const clang::Expr *> arguments = {};
	/// Where the object is.
	Loans object_places = {};
	/// The variable that is destroyed here, or null.
	const clang::VarDecl *destroyed = nullptr;
	/// The member that is destroyed with its object, or null.
	const clang::FieldDecl *destroyed_member = nullptr;
};

/// Sees every call of a function once, with the state in which it happens.
using Watcher = std::function<void(const Call &, const State &)>;

/// The analysis of one function.
class Flow {
public:
	Flow(Unit &unit, Summaries &summaries, const clang::FunctionDecl *function);

	/// Only finds out what a call of the function does.
	Summary summarise();
	/// Reports faults.
	void check();
	/// Shows every call to `watcher`.
	void watch(const Watcher &watcher);

private:
	// flow.cpp
	bool solve();
	template <typename Visit>
	void each_block(Visit visit);
	State entering(const clang::CFGBlock *block);
	void entry(State &state);
	void run_block(const clang::CFGBlock *block, State &state);
	void statement(const clang::Stmt *statement, State &state);
	void declare(const clang::VarDecl *variable, State &state);
	void check_deferred(const clang::Expr *made);
	void initialise(const Place &place, clang::QualType type, const clang::Expr *init, State &state);
	void destroyed(const clang::VarDecl *variable, const clang::Stmt *at, State &state);
	void scope_ends(const clang::VarDecl *variable, State &state);
	void returns(const clang::Expr *value, const clang::Stmt *at, State &state);
	void leave(State &state);
	void check_bound(const Loan &loan, clang::QualType type, const clang::Stmt *at);
	bool is_lent(const clang::VarDecl *parameter) const;
	Loans taken_if_ok(const clang::CallExpr *call, State &state);
	void succeed(const State &state);
	void await_success(const clang::VarDecl *result, const clang::CallExpr *call, State &state);
	void refine(const clang::CFGBlock *from, const clang::CFGBlock *to, State &state);

	// places.cpp
	template <typename Which>
	void end(State &state, const void *at, End why, Which which);
	void change(const Loans &places, const clang::Stmt *at, State &state, End why = End::Changed);
	void store(const Loans &to, Loans what, const clang::Stmt *at, State &state);
	void revive(const Loans &places, State &state);
	bool is_alias(const clang::ValueDecl *variable) const;
	Loans lookup(const Place &place, State &state) const;
	Loans lookup(const Loans &places, State &state) const;
	Loans inside(const Loans &from, const clang::Stmt *at, Step step = { Step::Content }) const;
	bool dies_here(const Place &place) const;
	bool outlives_function(const Place &place) const;
	const std::pair<const Place, const clang::Stmt *> *move_of(const Place &place, const State &state) const;
	bool is_own(const clang::ValueDecl *variable) const;

	// evaluate.cpp
	Value get(const clang::Expr *expression, State &state);
	Loans points(const clang::Expr *expression, State &state);
	Value variable(const clang::ValueDecl *variable, const clang::Stmt *at, State &state);
	Value evaluate(const clang::Expr *expression, State &state, bool check);
	Value name(const clang::DeclRefExpr *name, State &state, bool check);
	Value member(const clang::MemberExpr *member, State &state, bool check);
	Value binding(const clang::Expr *expression, State &state);
	Value closure(const clang::LambdaExpr *lambda, State &state);

	// call.cpp
	Value call(const clang::CallExpr *call, State &state);
	Value construct(const clang::CXXConstructExpr *construct, State &state);
	Value moved(const clang::CallExpr *call, State &state);
	Value assigned(const clang::CallExpr *call, const Loans &places, State &state);
	void pass_arguments(const clang::FunctionDecl *callee, const std::vector<const clang::Expr *> &arguments,
			    const clang::Stmt *at, State &state, Loans *keeps, const Summary &summary);
	Loans borrowed(const clang::Expr *argument, clang::QualType parameter, const clang::Stmt *at, State &state);
	void run_closures(const clang::FunctionDecl *callee, const std::vector<const clang::Expr *> &arguments,
			  const Loans &object, const clang::Stmt *at, State &state);
	void check_aliases(const Call &call, State &state);
	Loans substitute(const Place &place, const Call &call, State &state);
	Call called(const clang::CallExpr *expression, State &state);
	void apply(const Summary &summary, const Call &call, State &state);
	Loans dead(const Summary &summary, const clang::Stmt *at);
	void keep_in_container(const Call &call, State &state);
	void read(const Loans &places, const clang::Stmt *at);
	void use_read(const Summary &summary, const Call &call, State &state);
	void watch_call(const Call &call, State &state);

	// report.cpp
	void use(const Loans &loans, const clang::Stmt *at, const std::string &who, const char *how, State &state,
		 const clang::VarDecl *variable = nullptr);
	void use_moved(const Place &place, const clang::Expr *at, State &state);
	void say(const char *rule, clang::SourceLocation at, std::string message, std::string help,
		 std::vector<kxx::check::Step> trace);
	kxx::check::Step borrowed_at(const Loan &loan);

	Unit &unit_;
	Summaries &summaries_;
	const clang::FunctionDecl *function_;
	clang::CFG *graph_;
	Unread unread_;
	std::vector<State> out_;
	bool report_ = false;
	const Watcher *watcher_ = nullptr;
	Summary summary_;
	/// What is moved wherever the function has succeeded so far.
	std::optional<std::map<Place, const clang::Stmt *>> moved_;
};

} // namespace kxx::check::loans
