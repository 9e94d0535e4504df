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
		}
	for (const auto &[name, member] : facts.flags_members) {
		bool sleeps = member.values.sleep;

		for (const std::string &setter : member.setters)
			if (auto known = facts.functions.find(setter); known != facts.functions.end())
				for (const Hop &hop : callers(known->second))
					sleeps |= hop.call->flags.sleep;
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

std::vector<const FunctionFact *> Calls::callbacks_of(const std::string &member) const
{
	std::vector<const FunctionFact *> found;

	if (!member.empty())
		for (const auto &[id, function] : facts_.functions)
			if (function.callback_of == member)
				found.push_back(&function);
	return found;
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
		return allowed ? std::optional(Way{ hop }) : std::nullopt;
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
	auto add = [&](Reached reached, const CallFact &call) {
		reached.way.insert(reached.way.begin(), { &function, &call });
		for (const Reached &other : found)
			if (other.acquisition.lock_class == reached.acquisition.lock_class &&
			    other.acquisition.tries == reached.acquisition.tries)
				return;
		found.push_back(std::move(reached));
	};

	for (const CallFact &call : function.calls) {
		for (const Acquisition &acquisition : call.acquires)
			add({ acquisition, {} }, call);
		if (!call.acquires.empty())
			continue;
		for (const FunctionFact *target : targets(call))
			for (Reached inner : acquired(*target)) {
				// Which object it is, only its own function knows.
				inner.acquisition.instances.clear();
				add(std::move(inner), call);
			}
	}
	return acquired_[&function] = std::move(found);
}

} // namespace kxx::check::contexts
