// SPDX-License-Identifier: GPL-2.0
//! A forward dataflow over clang's graph of a function, whose edges know the condition that chose them.
#pragma once

#include <vector>

#include <clang/Analysis/Analyses/PostOrderCFGView.h>
#include <clang/Analysis/CFG.h>

#include "loans/expressions.hpp"
#include "unit.hpp"
#include "values/expressions.hpp"

namespace kxx::check::values {

/// An analysis of one function. `State` has `bool reached`, `join(const State &)`, and an operator==.
template <typename State>
class Dataflow {
public:
	Dataflow(Unit &unit, const clang::FunctionDecl *function)
		: unit_(unit), function_(function), graph_(unit.graph(function))
	{
	}
	virtual ~Dataflow() = default;

	/// Finds the states, and then shows every reached element once more, with `reporting()`.
	void run()
	{
		constexpr int most_rounds = 40;

		if (!graph_)
			return;
		graph_exit_ = &graph_->getExit();
		in_.assign(graph_->getNumBlockIDs(), {});
		out_.assign(graph_->getNumBlockIDs(), {});
		bool changed = true;
		for (round_ = 0; changed && round_ < most_rounds; round_++) {
			changed = false;
			each_block([&](const clang::CFGBlock *block, State &state) {
				show(block, state);
				if (state == out_[block->getBlockID()])
					return;
				out_[block->getBlockID()] = std::move(state);
				changed = true;
			});
		}
		reporting_ = true;
		each_block([&](const clang::CFGBlock *block, State &state) {
			show(block, state);
			if (block == graph_exit_)
				leave(state);
		});
		reporting_ = false;
	}

protected:
	virtual void enter(State &) {}
	/// A statement or an expression, after its parts. A declaration's variables are shown to declare() instead.
	virtual void statement(const clang::Stmt *, State &) = 0;
	virtual void declare(const clang::VarDecl *, State &) {}
	/// The life of a variable ends.
	virtual void gone(const clang::VarDecl *, State &) {}
	/// The destructor of a variable runs.
	virtual void destroyed(const clang::VarDecl *, State &) {}
	/// What is known because `condition` has this truth.
	virtual void refine(const clang::Expr *, bool, State &) {}
	/// What is known because a switch over `condition` took the edge of `label`; null for no label.
	virtual void refine_switch(const clang::Expr *, const clang::Stmt *, State &) {}
	/// The state at the head of a loop, from the last round and now.
	virtual void widen(const State &, State &) {}
	/// What holds where the function ends.
	virtual void leave(State &) {}

	bool reporting() const { return reporting_; }
	int round() const { return round_; }
	/// The block whose element is being shown.
	const clang::CFGBlock *block() const { return block_; }

	void say(const char *rule, clang::SourceLocation at, std::string message, std::string help,
		 std::vector<Step> trace = {})
	{
		if (reporting_ && unit_.is_users(at))
			unit_.report({ rule, Level::Error, unit_.place(at), name_of(function_), std::move(message),
				       std::move(help), std::move(trace) });
	}

	Unit &unit_;
	const clang::FunctionDecl *function_;
	clang::CFG *graph_;

private:
	void show(const clang::CFGBlock *block, State &state)
	{
		block_ = block;
		for (const clang::CFGElement &element : *block)
			if (auto end = element.getAs<clang::CFGLifetimeEnds>())
				gone(end->getVarDecl(), state);
			else if (auto destructor = element.getAs<clang::CFGAutomaticObjDtor>();
				 destructor &&
				 !loans::leaves_before(destructor->getVarDecl(), destructor->getTriggerStmt()))
				destroyed(destructor->getVarDecl(), state);
			else if (auto made = element.getAs<clang::CFGStmt>())
				show(made->getStmt(), state);
	}

	void show(const clang::Stmt *one, State &state)
	{
		const auto *declaration = clang::dyn_cast<clang::DeclStmt>(one);

		if (!declaration)
			return statement(one, state);
		for (const clang::Decl *part : declaration->decls())
			if (const auto *variable = clang::dyn_cast<clang::VarDecl>(part))
				declare(variable, state);
	}

	template <typename Visit>
	void each_block(Visit visit)
	{
		clang::PostOrderCFGView order(graph_);

		for (const clang::CFGBlock *block : order) {
			State state = entering(block);

			if (state.reached)
				visit(block, state);
		}
	}

	State entering(const clang::CFGBlock *block)
	{
		State state;
		const State *old = nullptr;

		if (block == &graph_->getEntry()) {
			state.reached = true;
			enter(state);
		}
		for (const clang::CFGBlock::AdjacentBlock &before : block->preds()) {
			const clang::CFGBlock *from = before.getReachableBlock();

			if (!from || !out_[from->getBlockID()].reached)
				continue;
			unsigned number = 0;
			for (const clang::CFGBlock::AdjacentBlock &next : from->succs()) {
				if (next.getReachableBlock() == block) {
					State one = out_[from->getBlockID()];

					follow(from, number, block, one);
					if (one.reached)
						state.join(one);
				}
				number++;
			}
			if (from->getLoopTarget())
				old = &in_[block->getBlockID()];
		}
		if (old && old->reached && !reporting_)
			widen(*old, state);
		in_[block->getBlockID()] = state;
		return state;
	}

	void follow(const clang::CFGBlock *from, unsigned number, const clang::CFGBlock *to, State &state)
	{
		if (from->succ_size() < 2 || from->getTerminator().getKind() != clang::CFGTerminator::StmtBranch)
			return;
		const clang::Expr *condition = condition_of(from);

		if (!condition)
			return;
		if (clang::isa_and_nonnull<clang::SwitchStmt>(from->getTerminatorStmt()))
			refine_switch(condition, to->getLabel(), state);
		else if (from->succ_size() == 2)
			each_atom(condition, number == 0, [&](const clang::Expr *atom, bool truth) {
				if (state.reached)
					refine(atom, truth, state);
			});
	}

	std::vector<State> in_, out_;
	const clang::CFGBlock *block_ = nullptr;
	const clang::CFGBlock *graph_exit_ = nullptr;
	bool reporting_ = false;
	int round_ = 0;
};

} // namespace kxx::check::values
