// SPDX-License-Identifier: GPL-2.0
#include "values/held.hpp"

#include <map>
#include <set>

#include <clang/AST/DynamicRecursiveASTVisitor.h>
#include <clang/AST/StmtCXX.h>

#include "unit.hpp"
#include "values/dataflow.hpp"

namespace kxx::check {
namespace {

using namespace clang;
using namespace values;

/// What a C function does by its name: the kernel names the two halves alike. Functions with the same `pair` belong
/// together: spin_lock_irqsave and spin_unlock_irqrestore.
struct Half {
	enum Kind { None, Takes, TakesIfZero, TakesIfTrue, Gives } kind = None;
	std::string pair;
	/// A reference, which may outlive the function, in contrast to a lock.
	bool reference = false;
};

Half half_of(const FunctionDecl *function)
{
	Half half;

	if (!is_bound(function))
		return half;
	llvm::SmallVector<llvm::StringRef, 8> words;
	function->getName().split(words, '_', -1, false);
	for (llvm::StringRef word : words) {
		Half::Kind kind = Half::None;

		if (word == "lock" || word == "down" || word == "disable" || word == "get" || word == "fget")
			kind = Half::Takes;
		else if (word == "trylock")
			kind = Half::TakesIfTrue;
		else if (word == "unlock" || word == "up" || word == "enable" || word == "put" || word == "fput")
			kind = Half::Gives;
		else if (word == "irqsave" || word == "irqrestore")
			half.pair += "_irqsave";
		else if (word == "save" || word == "restore") {
			if (half.kind == Half::None && words.size() > 1 && words[words.size() - 2] == "irq")
				kind = word == "save" ? Half::Takes : Half::Gives;
		} else if (word == "interruptible" || word == "killable") {
			if (half.kind == Half::Takes)
				half.kind = Half::TakesIfZero;
		} else if (word != "nested" && word != "raw" && word != "io") {
			half.pair += "_" + word.str();
		}
		if (kind == Half::None)
			continue;
		if (half.kind != Half::None)
			return {}; // two verbs: no pair that the name explains
		half.kind = kind;
		half.reference = word.ends_with("get") || word.ends_with("put");
	}
	if (half.pair.empty() && !half.reference && words.size() > 1)
		return {};
	return half;
}

/// A lock that the function holds.
struct Lock {
	std::string pair;
	/// The object, as the user wrote it.
	std::string object;
	/// The variable in it, if there is one.
	const ValueDecl *variable = nullptr;
	bool reference = false;

	bool operator<(const Lock &o) const { return std::tie(pair, object) < std::tie(o.pair, o.object); }
	bool operator==(const Lock &o) const { return pair == o.pair && object == o.object; }
};

struct State {
	bool reached = false;
	std::map<Lock, const CallExpr *> held;
	/// References that were given back on every path.
	std::map<Lock, const CallExpr *> given;
	/// Whether the path returns an error.
	bool fails = false;

	bool operator==(const State &) const = default;
	void join(const State &other)
	{
		if (!reached) {
			*this = other;
			return;
		}
		held.insert(other.held.begin(), other.held.end());
		std::erase_if(given, [&](const auto &entry) { return !other.given.contains(entry.first); });
		fails = fails && other.fails;
	}
};

struct Finder : DynamicRecursiveASTVisitor {
	/// The pairs that the function gives back itself, and those that a closure in it gives back.
	std::set<std::string> given, given_later;
	bool any = false;
	int depth = 0;

	bool VisitCallExpr(CallExpr *call) override
	{
		Half half = half_of(call->getDirectCallee());

		any |= half.kind != Half::None;
		if (half.kind == Half::Gives)
			(depth ? given_later : given).insert(half.pair);
		return true;
	}
	bool TraverseLambdaExpr(LambdaExpr *lambda) override
	{
		depth++;
		DynamicRecursiveASTVisitor::TraverseStmt(lambda->getBody());
		depth--;
		return true;
	}
};

class Flow final : public Dataflow<State> {
public:
	Flow(Unit &unit, const FunctionDecl *function) : Dataflow(unit, function)
	{
		finder_.TraverseStmt(function->getBody());
	}

	void check()
	{
		if (!finder_.any)
			return;
		run();
		for (const Exit &exit : exits_) {
			// To keep it for the caller on success, and give it back on failure, may be the purpose.
			bool wanted = !exit.fails;
			for (const auto &[pair, failed] : free_exits_)
				if (pair == exit.lock.pair && (!failed || exit.fails))
					wanted = false;
			if (exit.lock.reference && !exit.fails)
				continue;
			if (!wanted)
				complain(exit);
		}
	}

private:
	struct Exit {
		Lock lock;
		const CallExpr *taken;
		SourceLocation at;
		bool fails;
	};

	std::optional<Lock> lock_of(const CallExpr *call, const Half &half)
	{
		Lock lock{ half.pair, "", nullptr, half.reference };

		// Of two arguments, the one that is the object is a pointer.
		for (const Expr *argument : call->arguments())
			if (argument->getType()->isPointerType()) {
				llvm::raw_string_ostream text(lock.object);

				bare(argument)->printPretty(text, nullptr, unit_.context().getPrintingPolicy());
				each_part(argument, [&](const Expr *part) {
					if (const auto *name = dyn_cast<DeclRefExpr>(part))
						lock.variable = name->getDecl();
				});
				break;
			}
		return lock;
	}

	void declare(const VarDecl *variable, State &state) override { changed(variable, state); }

	void statement(const Stmt *statement, State &state) override
	{
		if (const auto *call = dyn_cast<CallExpr>(statement)) {
			Half half = half_of(call->getDirectCallee());

			if (half.kind == Half::Takes)
				take(call, half, state);
			else if (half.kind == Half::Gives)
				give(call, half, state);
		} else if (const auto *binary = dyn_cast<BinaryOperator>(statement)) {
			if (const auto *name = dyn_cast<DeclRefExpr>(bare(binary->getLHS()));
			    name && binary->isAssignmentOp())
				changed(name->getDecl(), state);
		} else if (const auto *done = dyn_cast<ReturnStmt>(statement)) {
			state.fails = done->getRetValue() &&
				      (is_failure(done->getRetValue(), unit_.context()) ||
				       unit_.place(done->getBeginLoc()).line == 0 || done->getBeginLoc().isMacroID());
			exit(done->getBeginLoc(), state);
			state.held.clear();
		}
	}

	/// A call that takes the lock only if it succeeds.
	void refine(const Expr *atom, bool truth, State &state) override
	{
		Asked asked = asked_by(atom);
		const auto *call = dyn_cast_or_null<CallExpr>(asked.call);

		if (!call)
			return;
		Half half = half_of(call->getDirectCallee());
		bool nonzero = call->getType()->isBooleanType() ? truth : truth == asked.truth_is_failure;
		if ((half.kind == Half::TakesIfTrue && nonzero) || (half.kind == Half::TakesIfZero && !nonzero))
			take(call, half, state);
	}

	void take(const CallExpr *call, const Half &half, State &state)
	{
		auto lock = lock_of(call, half);

		if (!lock || (lock->reference && lock->object.empty()))
			return;
		state.held[*lock] = call;
		state.given.erase(*lock);
	}

	void give(const CallExpr *call, const Half &half, State &state)
	{
		auto lock = lock_of(call, half);

		if (!lock)
			return;
		std::erase_if(state.held, [&](const auto &entry) {
			return entry.first == *lock || (entry.first.pair == lock->pair && lock->reference);
		});
		if (!lock->reference || lock->object.empty())
			return;
		if (auto before = state.given.find(*lock); before != state.given.end())
			say("lost-owner", call->getBeginLoc(), "'" + lock->object + "' is given back a second time",
			    "give back each reference once, where its last use is",
			    { unit_.step(before->second->getBeginLoc(), "the first time is here") });
		state.given[*lock] = call;
	}

	void changed(const ValueDecl *variable, State &state)
	{
		if (variable)
			std::erase_if(state.given, [&](const auto &entry) { return entry.first.variable == variable; });
	}

	/// The pointer to a lock goes out of scope while the lock is held: a jump out of a loop's body.
	void gone(const VarDecl *variable, State &state) override
	{
		const Stmt *jump = block()->getTerminatorStmt();

		for (auto at = state.held.begin(); at != state.held.end();)
			if (at->first.variable == variable) {
				if (reporting() && finder_.given.contains(at->first.pair) && !at->first.reference &&
				    !finder_.given_later.contains(at->first.pair))
					complain({ at->first, at->second,
						   jump && (isa<ContinueStmt>(jump) || isa<BreakStmt>(jump))
							   ? jump->getBeginLoc()
							   : at->second->getBeginLoc(),
						   true });
				at = state.held.erase(at);
			} else {
				++at;
			}
	}

	void exit(SourceLocation at, State &state)
	{
		if (!reporting())
			return;
		std::set<std::string> kept;
		for (const auto &[lock, taken] : state.held) {
			kept.insert(lock.pair);
			if (finder_.given.contains(lock.pair) && !finder_.given_later.contains(lock.pair))
				exits_.push_back({ lock, taken, at, state.fails });
		}
		for (const std::string &pair : finder_.given)
			if (!kept.contains(pair))
				free_exits_.emplace_back(pair, state.fails);
	}

	void leave(State &state) override
	{
		if (!function_->getReturnType()->isVoidType() || state.held.empty())
			return;
		exit(function_->getBodyRBrace(), state);
	}

	void complain(const Exit &exit)
	{
		if (!unit_.is_users(exit.at))
			return;
		std::string what = exit.lock.object.empty() ? "" : "'" + exit.lock.object + "'";
		std::string callee = exit.taken->getDirectCallee()->getNameAsString();

		unit_.report({ exit.lock.reference ? "lost-owner" : "lock-kept",
			       Level::Error,
			       unit_.place(exit.at),
			       name_of(function_),
			       exit.lock.reference
				       ? "this path does not give back the reference of '" + callee + "' to " + what
				       : "this path leaves with what '" + callee + "' took" +
						 (what.empty() ? "" : ": " + what + " stays locked"),
			       "release it on this path, too; a guard of the library does so on every path",
			       { unit_.step(exit.taken->getBeginLoc(), "it is taken here") } });
	}

	Finder finder_;
	std::vector<Exit> exits_;
	std::vector<std::pair<std::string, bool>> free_exits_;
};

class Held final : public Analysis {
public:
	void check_file(Unit &unit) override
	{
		for (const FunctionDecl *function : unit.users_functions())
			Flow(unit, function).check();
	}
};

} // namespace

std::unique_ptr<Analysis> make_held()
{
	return std::make_unique<Held>();
}

} // namespace kxx::check
