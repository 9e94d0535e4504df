// SPDX-License-Identifier: GPL-2.0
#include "contexts/judge.hpp"

#include <algorithm>
#include <deque>

namespace kxx::check::contexts {

Calls::Calls(const Facts &facts) : facts_(facts)
{
	for (const auto &[id, function] : facts.functions) {
		for (const std::string &base : function.overrides)
			overriders_[base].push_back(&function);
		if (!function.pointer_type.empty())
			by_type_[function.pointer_type].push_back(&function);
	}
}

std::vector<const FunctionFact *> Calls::targets(const CallFact &call) const
{
	std::vector<const FunctionFact *> found;

	if (!call.pointer_type.empty()) {
		if (auto known = by_type_.find(call.pointer_type); known != by_type_.end())
			found = known->second;
		return found;
	}
	if (auto known = facts_.functions.find(call.callee); known != facts_.functions.end())
		found.push_back(&known->second);
	if (call.is_virtual) {
		std::deque<std::string> bases{ call.callee };
		std::set<std::string> seen;

		while (!bases.empty()) {
			std::string base = bases.front();

			bases.pop_front();
			if (!seen.insert(base).second)
				continue;
			if (auto known = overriders_.find(base); known != overriders_.end())
				found.insert(found.end(), known->second.begin(), known->second.end());
		}
	}
	return found;
}

std::optional<Way> Calls::sleeps(const CallFact &call, bool flags_sleep)
{
	Step here{ call.place, call.callee_name + " is called here" };

	switch (call.declared) {
	case Effect::Atomic:
		// What the module's own functions promise is checked in them; overriders may break it.
		return {};
	case Effect::Sleeps:
		return Way{ { call.place, call.callee_name + " may sleep" } };
	case Effect::AsFlags:
		if (call.flags_sleep || (call.flags_of_caller && flags_sleep))
			return Way{ { call.place, call.callee_name + " may sleep with these flags" } };
		return {};
	case Effect::Unknown:
		break;
	}
	std::vector<const FunctionFact *> functions = targets(call);
	if (functions.empty() && !call.pointer_type.empty())
		return Way{ { call.place, call.callee_name + " may sleep, since nothing says that it does not" } };
	for (const FunctionFact *function : functions) {
		std::pair key{ function, flags_sleep };
		auto known = sleeping_.find(key);

		if (known == sleeping_.end()) {
			if (!asking_.insert(key).second)
				continue; // recursion adds nothing
			std::optional<Way> found;
			for (const CallFact &inner : function->calls) {
				found = sleeps(inner, flags_sleep);
				if (found)
					break;
			}
			asking_.erase(key);
			known = sleeping_.emplace(key, std::move(found)).first;
		}
		if (known->second) {
			Way way{ here };

			way.insert(way.end(), known->second->begin(), known->second->end());
			return way;
		}
	}
	return {};
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
			    other.acquisition.tries == reached.acquisition.tries)
				return;
		found.push_back(std::move(reached));
	};

	for (const CallFact &call : function.calls) {
		for (const Acquisition &acquisition : call.acquires)
			add({ acquisition, { { call.place, "'" + acquisition.name + "' is locked here" } } });
		if (!call.acquires.empty())
			continue;
		for (const FunctionFact *target : targets(call))
			for (const Reached &inner : acquired(*target)) {
				Reached reached = inner;

				// Which object it is, only its own function knows.
				if (!(inner.acquisition.instances.size() == 1 &&
				      inner.acquisition.instances.begin()->starts_with("this") == false &&
				      inner.acquisition.instances.begin()->find_first_of(".") == std::string::npos))
					reached.acquisition.instances.clear();
				reached.way.insert(reached.way.begin(),
						   { call.place, call.callee_name + " is called here" });
				add(std::move(reached));
			}
	}
	return acquired_[&function] = std::move(found);
}

void Calls::visit(const FunctionFact &from, const std::function<void(const FunctionFact &, const Way &)> &visit) const
{
	std::deque<std::pair<const FunctionFact *, Way>> waiting{ { &from, {} } };
	std::set<const FunctionFact *> seen;

	while (!waiting.empty()) {
		auto [function, way] = std::move(waiting.front());

		waiting.pop_front();
		if (!seen.insert(function).second)
			continue;
		visit(*function, way);
		for (const CallFact &call : function->calls)
			for (const FunctionFact *target : targets(call)) {
				Way further = way;

				further.push_back({ call.place, call.callee_name + " is called here" });
				waiting.emplace_back(target, std::move(further));
			}
	}
}

} // namespace kxx::check::contexts
