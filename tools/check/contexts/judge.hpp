// SPDX-License-Identifier: GPL-2.0
//! The rules about contexts and locks, over the facts of a whole module.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>

#include "contexts/facts.hpp"

namespace kxx::check::contexts {

/// A way to something that sleeps, or to a lock: the calls that lead there.
using Way = std::vector<Step>;

/// A lock that a function may acquire.
struct Reached {
	Acquisition acquisition;
	Way way;
};

/// Answers questions about the calls of a module.
class Calls {
public:
	explicit Calls(const Facts &facts);

	const Facts &facts() const { return facts_; }

	/// The functions that a call may run, as far as they are known.
	std::vector<const FunctionFact *> targets(const CallFact &call) const;
	/// How the call may sleep; nothing if it does not. `flags_sleep` tells whether flags that the caller passes on let
	/// it sleep.
	std::optional<Way> sleeps(const CallFact &call, bool flags_sleep);
	/// The locks that a function waits for, itself or in what it calls.
	const std::vector<Reached> &acquired(const FunctionFact &function);
	/// Every function that runs because of this one, with the way to it.
	void visit(const FunctionFact &from, const std::function<void(const FunctionFact &, const Way &)> &visit) const;

private:
	const Facts &facts_;
	std::map<std::string, std::vector<const FunctionFact *>> overriders_;
	std::map<std::string, std::vector<const FunctionFact *>> by_type_;
	std::map<std::pair<const FunctionFact *, bool>, std::optional<Way>> sleeping_;
	std::set<std::pair<const FunctionFact *, bool>> asking_;
	std::map<const FunctionFact *, std::vector<Reached>> acquired_;
};

void judge_sleeping(Calls &calls, std::vector<Finding> &findings);
void judge_interrupts(Calls &calls, std::vector<Finding> &findings);
void judge_order(Calls &calls, std::vector<Finding> &findings);
void judge_comments(Calls &calls, std::vector<Finding> &findings);
void judge_names(const Facts &facts, std::vector<Finding> &findings);

} // namespace kxx::check::contexts
