// SPDX-License-Identifier: GPL-2.0
#include "contexts/judge.hpp"

#include <algorithm>
#include <deque>

namespace kxx::check::contexts {

std::vector<Step> shown(const Way &way)
{
	std::vector<Step> steps;

	for (const Hop &hop : way) {
		const CallFact &call = *hop.call;
		std::string text = call.callee_name + " is called here";

		if (&hop == &way.back() && !call.acquires.empty())
			text = "'" + call.acquires.front().name + "' is locked here";
		else if (&hop == &way.back() && call.declared == Effect::Sleeps)
			text = call.callee_name + " may sleep";
		else if (&hop == &way.back() && call.declared == Effect::AsFlags)
			text = call.callee_name + " may sleep with these flags";
		if (!call.awaits.empty())
			text = call.callee_name + " waits until somebody wakes it";
		else if (!call.waits_for.empty())
			text = call.callee_name + " waits for the callback of '" + call.waits_for + "'";
		if (&hop == &way.back() && !call.source.empty())
			text += ": " + call.source;
		steps.push_back({ call.place, std::move(text) });
	}
	return steps;
}

const Hop *blamed(const Way &way)
{
	const Hop *found = nullptr;

	for (const Hop &hop : way) {
		// Further down than the first place, only what the user gave to be called there.
		if (found && !hop.function->is_lambda)
			break;
		if (hop.is_users())
			found = &hop;
		// What follows runs in another task.
		if (found && !hop.call->waits_for.empty())
			break;
	}
	return found;
}

Calls::Calls(const Facts &facts) : facts_(facts)
{
	for (const auto &[id, function] : facts.functions) {
		for (const std::string &base : function.overrides)
			overriders_[base].push_back(&function);
		if (!function.pointer_type.empty())
			by_type_[function.pointer_type].push_back(&function);
	}
	for (const auto &[id, function] : facts.functions)
		for (const CallFact &call : function.calls) {
			for (const FunctionFact *target : targets(call))
				callers_[target].push_back({ &function, &call });
			for (const std::string &passed : call.passes)
				passers_[passed].push_back({ &function, &call });
			if (!call.wakes.empty())
				wakers_[call.wakes].push_back({ &function, &call });
		}
	find_callbacks();
	for (const auto &[name, member] : facts.flags_members) {
		bool sleeps = member.values.sleep;

		std::set<std::pair<std::string, unsigned>> seen;

		for (const auto &[setter, parameter] : member.setters)
			sleeps |= is_given_sleep(setter, parameter, seen);
		if (sleeps)
			sleeping_members_.insert(name);
	}
	std::deque<const FunctionFact *> waiting;
	for (const auto &[id, function] : facts.functions)
		if (function.is_users)
			waiting.push_back(&function);
	while (!waiting.empty()) {
		const FunctionFact *function = waiting.front();

		waiting.pop_front();
		if (!running_.insert(function).second)
			continue;
		for (const CallFact &call : function->calls)
			for (const FunctionFact *target : targets(call))
				waiting.push_back(target);
	}
	find_sleeping();
}

std::vector<const FunctionFact *> Calls::targets(const CallFact &call) const
{
	std::vector<const FunctionFact *> found;

	if (facts_.emptied_members.contains(call.destroys_member))
		return found;
	if (!call.pointer_type.empty()) {
		if (auto known = by_type_.find(call.pointer_type); known != by_type_.end())
			found = known->second;
		return found;
	}
	if (auto known = facts_.functions.find(call.callee); known != facts_.functions.end())
		found.push_back(&known->second);
	std::deque<std::string> bases;
	if (call.is_virtual)
		bases.push_back(call.callee);
	for (; !bases.empty(); bases.pop_front())
		if (auto known = overriders_.find(bases.front()); known != overriders_.end())
			for (const FunctionFact *function : known->second) {
				found.push_back(function);
				bases.push_back(function->id);
			}
	return found;
}

const std::vector<Hop> &Calls::callers(const FunctionFact &function) const
{
	static const std::vector<Hop> none;
	auto known = callers_.find(&function);

	return known == callers_.end() ? none : known->second;
}

const std::vector<Hop> &Calls::passers(const FunctionFact &function) const
{
	static const std::vector<Hop> none;
	auto known = passers_.find(function.id);

	return known == passers_.end() ? none : known->second;
}

bool Calls::is_called_back(const FunctionFact &function) const
{
	const std::vector<Hop> &all = passers(function);

	return all.empty() ||
	       std::ranges::any_of(all, [this](const Hop &hop) { return running_.contains(hop.function); });
}

const std::set<const FunctionFact *> &Calls::callbacks_of(const std::string &member) const
{
	static const std::set<const FunctionFact *> none;
	auto known = callbacks_.find(member);

	return known == callbacks_.end() ? none : known->second;
}

void Calls::find_callbacks()
{
	for (const auto &[id, function] : facts_.functions)
		if (!function.callback_of.empty())
			callbacks_[function.callback_of].insert(&function);
	for (const auto &[thread, functions] : facts_.threads)
		for (const std::string &id : functions)
			if (auto known = facts_.functions.find(id); known != facts_.functions.end())
				callbacks_[thread].insert(&known->second);
	for (const auto &[queue, items] : facts_.items) {
		std::set<std::string> members = items.members;

		for (const auto &[function, parameter] : items.parameters)
			if (auto known = facts_.functions.find(function); known != facts_.functions.end())
				for (const Hop &hop : callers(known->second))
					if (auto handed = hop.call->handed.find(parameter);
					    handed != hop.call->handed.end())
						members.insert(handed->second);
		for (const std::string &member : members) {
			const std::set<const FunctionFact *> functions = callbacks_of(member);

			callbacks_[queue].insert(functions.begin(), functions.end());
		}
	}
}

bool Calls::is_given_sleep(const std::string &function, unsigned parameter,
			   std::set<std::pair<std::string, unsigned>> &seen) const
{
	auto known = facts_.functions.find(function);

	if (known == facts_.functions.end() || !seen.emplace(function, parameter).second)
		return false;
	return std::ranges::any_of(callers(known->second), [&](const Hop &hop) {
		auto given = hop.call->given.find(parameter);

		if (given == hop.call->given.end())
			return false;
		return given->second.sleep || std::ranges::any_of(given->second.parameters, [&](unsigned own) {
			       return is_given_sleep(hop.function->id, own, seen);
		       });
	});
}

const std::vector<Calls::Made> &Calls::makes(const FunctionFact &function) const
{
	auto [at, fresh] = makes_.try_emplace(&function);

	if (!fresh)
		return at->second;
	std::vector<Made> found;
	for (const CallFact &call : function.calls) {
		if (!call.pointer_type.empty())
			continue;
		for (const FunctionFact *target : targets(call)) {
			const Hop hop{ &function, &call };

			if (target->is_users) {
				if (target->is_constructor)
					found.push_back({ target, { hop } });
				continue;
			}
			if (target->is_destructor)
				continue;
			for (Made inner : makes(*target)) {
				inner.way.insert(inner.way.begin(), hop);
				found.push_back(std::move(inner));
			}
		}
	}
	return makes_[&function] = std::move(found);
}

bool Calls::allow_sleep(const Flags &flags, bool of_caller) const
{
	return flags.sleep || (flags.of_caller && of_caller) ||
	       std::ranges::any_of(flags.members,
				   [this](const std::string &name) { return sleeping_members_.contains(name); });
}

std::optional<Way> Calls::sleeps(const Hop &hop, bool flags_of_caller) const
{
	const CallFact &call = *hop.call;
	bool allowed = allow_sleep(call.flags, flags_of_caller);

	switch (call.declared) {
	case Effect::Atomic:
		// What the module's own functions promise is checked in them; overriders may break it.
		return {};
	case Effect::Sleeps:
		return Way{ hop };
	case Effect::AsFlags:
		if (allowed)
			return Way{ hop };
		// make_box() runs the constructor, whatever the flags.
		for (const FunctionFact *function : targets(call))
			if (!function->is_users)
				for (const Made &made : makes(*function))
					if (auto known = sleeping_.find({ made.constructor, false });
					    known != sleeping_.end()) {
						Way way{ hop };

						way.insert(way.end(), made.way.begin(), made.way.end());
						way.insert(way.end(), known->second.begin(), known->second.end());
						return way;
					}
		return {};
	case Effect::Unknown:
		break;
	}
	std::vector<const FunctionFact *> functions = targets(call);
	if (functions.empty() && !call.pointer_type.empty())
		return Way{ hop }; // nothing says that it does not
	for (const FunctionFact *function : functions)
		if (auto known = sleeping_.find({ function, allowed }); known != sleeping_.end()) {
			Way way{ hop };

			way.insert(way.end(), known->second.begin(), known->second.end());
			return way;
		}
	return {};
}

void Calls::find_sleeping()
{
	auto way_in = [this](const FunctionFact &function, bool flags) -> std::optional<Way> {
		for (const CallFact &call : function.calls)
			if (auto way = sleeps({ &function, &call }, flags))
				return way;
		return {};
	};

	for (bool changed = true; changed;) {
		changed = false;
		for (const auto &[id, function] : facts_.functions)
			for (bool flags : { false, true })
				if (!sleeping_.contains({ &function, flags }))
					if (auto way = way_in(function, flags)) {
						sleeping_[{ &function, flags }] = std::move(*way);
						changed = true;
					}
	}
}

const std::vector<Reached> &Calls::acquired(const FunctionFact &function)
{
	auto [at, fresh] = acquired_.emplace(&function, std::vector<Reached>{});

	if (!fresh)
		return at->second;
	std::vector<Reached> found;
	auto add = [&](Reached reached) {
		for (const Reached &other : found)
			if (other.acquisition.lock_class == reached.acquisition.lock_class &&
			    other.acquisition.tries == reached.acquisition.tries &&
			    other.acquisition.interruptible == reached.acquisition.interruptible)
				return;
		found.push_back(std::move(reached));
	};

	for (const CallFact &call : function.calls)
		for (Reached &reached : waits({ &function, &call })) {
			// Which object it is, only its own function knows.
			if (reached.way.size() > 1)
				reached.acquisition.instances.clear();
			add(std::move(reached));
		}
	return acquired_[&function] = std::move(found);
}

std::vector<Reached> Calls::waits(const Hop &hop)
{
	std::vector<Reached> found;
	auto add = [&](const FunctionFact &function) {
		for (Reached reached : acquired(function)) {
			reached.way.insert(reached.way.begin(), hop);
			found.push_back(std::move(reached));
		}
	};

	for (const Acquisition &acquisition : hop.call->acquires)
		found.push_back({ acquisition, { hop } });
	if (!found.empty())
		return found;
	for (const FunctionFact *target : targets(*hop.call))
		add(*target);
	// What push() destroys was moved from.
	if (hop.call->declared == Effect::AsFlags)
		std::erase_if(found, [](const Reached &reached) {
			return std::ranges::any_of(reached.way, [](const Hop &inner) {
				return !inner.call->waits_for.empty() && !inner.call->destroys_member.empty();
			});
		});
	const std::size_t own = found.size();
	if (!facts_.emptied_members.contains(hop.call->destroys_member))
		for (const FunctionFact *callback : callbacks_of(hop.call->waits_for))
			add(*callback);
	if (facts_.threads.contains(hop.call->waits_for))
		found.erase(std::remove_if(found.begin() + static_cast<std::ptrdiff_t>(own), found.end(),
					   [](const Reached &reached) { return reached.acquisition.interruptible; }),
			    found.end());
	for (const auto &[lock_class, held] : held_by_wakers(hop.call->awaits))
		found.push_back({ { .lock_class = lock_class, .name = held->name, .instances = {} }, { hop } });
	return found;
}

Calls::HeldLocks Calls::held_at(const Hop &hop)
{
	HeldLocks found = held_by_callers(*hop.function);

	for (const Held &held : hop.call->held)
		if (!held.lock_class.empty())
			found.emplace(held.lock_class, &held);
	return found;
}

/// What every caller of a function holds.
const Calls::HeldLocks &Calls::held_by_callers(const FunctionFact &function)
{
	auto [at, fresh] = held_by_callers_.try_emplace(&function);

	if (!fresh)
		return at->second;
	HeldLocks found;
	// The kernel calls it as well.
	if (function.runs_in.empty() && function.pointer_type.empty() && passers(function).empty())
		found = common(callers(function));
	return held_by_callers_[&function] = std::move(found);
}

/// Without these locks, nobody ends the wait.
Calls::HeldLocks Calls::held_by_wakers(const std::string &member)
{
	auto known = wakers_.find(member);

	return known == wakers_.end() ? HeldLocks() : common(known->second);
}

Calls::HeldLocks Calls::common(const std::vector<Hop> &hops)
{
	HeldLocks found;

	for (const Hop &hop : hops) {
		HeldLocks held = held_at(hop);

		if (&hop == &hops.front())
			found = std::move(held);
		else
			std::erase_if(found, [&](const auto &entry) { return !held.contains(entry.first); });
	}
	return found;
}

} // namespace kxx::check::contexts
