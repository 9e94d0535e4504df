// SPDX-License-Identifier: GPL-2.0
//! The rules about contexts and locks, over the facts of a whole module.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>

#include "contexts/facts.hpp"

namespace kxx::check::contexts {

/// A call, and the function that makes it.
struct Hop {
	const FunctionFact *function;
	const CallFact *call;

	/// Whether a fault can be reported there.
	bool is_users() const { return function->is_users && call->is_written; }
};
/// The calls that lead from one function to something that sleeps, or to a lock.
using Way = std::vector<Hop>;

/// The steps of a trace.
std::vector<Step> shown(const Way &way);

/// A lock that a function may wait for.
struct Reached {
	Acquisition acquisition;
	/// It ends with the call that takes the lock.
	Way way;
};

/// Answers questions about the calls of a module.
class Calls {
public:
	explicit Calls(const Facts &facts);

	const Facts &facts() const { return facts_; }

	/// The functions that a call may run, as far as they are known.
	std::vector<const FunctionFact *> targets(const CallFact &call) const;
	/// The calls of a function, and those to which it is passed for the kernel to call.
	const std::vector<Hop> &callers(const FunctionFact &function) const;
	const std::vector<Hop> &passers(const FunctionFact &function) const;

	/// Whether flags let an allocation sleep; `of_caller` tells that of those that the caller was given.
	bool allow_sleep(const Flags &flags, bool of_caller) const;
	/// How the call may sleep; nothing if it does not.
	std::optional<Way> sleeps(const Hop &hop, bool flags_of_caller) const;
	/// The locks that a call waits for: itself, in what it calls, in the callback whose end it waits for, or because
	/// nobody can wake it without them.
	std::vector<Reached> waits(const Hop &hop);
	/// Those that a function waits for.
	const std::vector<Reached> &acquired(const FunctionFact &function);
	/// The functions whose end one waits for at a member: the callbacks of a timer or work, of the items of a queue,
	/// or the function of a thread.
	const std::set<const FunctionFact *> &callbacks_of(const std::string &member) const;
	/// Whether the kernel is ever told to call the function.
	bool is_called_back(const FunctionFact &function) const;

private:
	/// The constructor of a class of the user that a function of the library calls, and the way to it.
	struct Made {
		const FunctionFact *constructor;
		Way way;
	};
	using HeldLocks = std::map<std::string, const Held *>;

	void find_callbacks();
	void find_sleeping();
	bool is_given_sleep(const std::string &function, unsigned parameter,
			    std::set<std::pair<std::string, unsigned>> &seen) const;
	const std::vector<Made> &makes(const FunctionFact &function) const;
	HeldLocks held_at(const Hop &hop);
	const HeldLocks &held_by_callers(const FunctionFact &function);
	HeldLocks held_by_wakers(const std::string &member);
	HeldLocks common(const std::vector<Hop> &hops);

	const Facts &facts_;
	std::map<std::string, std::vector<const FunctionFact *>> overriders_;
	std::map<std::string, std::vector<const FunctionFact *>> by_type_;
	std::map<const FunctionFact *, std::vector<Hop>> callers_;
	std::map<std::string, std::vector<Hop>> passers_;
	std::set<std::string> sleeping_members_;
	std::set<const FunctionFact *> running_;
	/// How functions sleep, with or without flags from their callers that let them.
	std::map<std::pair<const FunctionFact *, bool>, Way> sleeping_;
	std::map<const FunctionFact *, std::vector<Reached>> acquired_;
	std::map<std::string, std::set<const FunctionFact *>> callbacks_;
	std::map<std::string, std::vector<Hop>> wakers_;
	std::map<const FunctionFact *, HeldLocks> held_by_callers_;
	mutable std::map<const FunctionFact *, std::vector<Made>> makes_;
};

/// The first place on a way at which something that is wrong in a function's calls can be reported: in the function,
/// or in the lambda that it was given and calls. Null if the user wrote nothing of it.
const Hop *blamed(const Way &way);

void judge_sleeping(Calls &calls, std::vector<Finding> &findings);
void judge_interrupts(Calls &calls, std::vector<Finding> &findings);
void judge_order(Calls &calls, std::vector<Finding> &findings);
void judge_comments(Calls &calls, std::vector<Finding> &findings);
void judge_names(const Facts &facts, std::vector<Finding> &findings);

} // namespace kxx::check::contexts
