// SPDX-License-Identifier: GPL-2.0
#include "calls/graph.hpp"

#include <algorithm>

namespace kxx::check::calls {

void Graph::join()
{
	for (std::size_t i = 0; i < functions.size(); i++) {
		if (!functions[i].link_name.empty())
			named_[functions[i].link_name].push_back(static_cast<int>(i));
		for (const std::string &name : functions[i].overrides)
			overriders_[name].push_back(static_cast<int>(i));
	}
	callers_.resize(functions.size());
	for (std::size_t i = 0; i < functions.size(); i++) {
		if (!functions[i].makes.empty())
			makers_[functions[i].makes].push_back(static_cast<int>(i));
		for (const Call &call : functions[i].calls)
			for (int target : targets(call))
				callers_[target].push_back({ static_cast<int>(i), call.in_loop });
	}
}

std::vector<int> Graph::targets(const Call &call) const
{
	std::vector<int> found;

	if (call.callee >= 0)
		found.push_back(call.callee);
	else if (auto known = named_.find(call.name); known != named_.end())
		found.push_back(known->second.front());
	if (call.is_virtual)
		if (auto known = overriders_.find(call.name); known != overriders_.end())
			found.insert(found.end(), known->second.begin(), known->second.end());
	return found;
}

bool Graph::runs_once(int function) const
{
	std::set<int> seen;

	while (seen.insert(function).second) {
		const std::vector<Caller> &callers = callers_[function];

		if (functions[function].link_name == "init_module")
			return true;
		if (callers.size() != 1 || callers.front().in_loop ||
		    named_only.contains(functions[function].link_name))
			return false;
		function = callers.front().function;
	}
	return false;
}

bool Graph::is_of_one_object(const Function &destruction) const
{
	const auto makers = makers_.find(destruction.ends);
	unsigned made = 0;

	if (makers == makers_.end())
		return false;
	for (int maker : makers->second)
		if (!callers_[maker].empty()) {
			if (!runs_once(maker))
				return false;
			made++;
		}
	return made == 1;
}

bool Graph::is_limited(const Function &caller, const Call &call) const
{
	if (caller.counts_depth)
		return true;
	const std::vector<int> callees = targets(call);

	auto limits = [](const Function &function, unsigned parameter, Change change) {
		return function.tested.contains(parameter) ||
		       (change == Change::Smaller && function.tested_for_zero.contains(parameter));
	};

	return std::ranges::any_of(call.stepped, [&](const Passed &one) {
		return limits(caller, one.parameter, one.change) || std::ranges::any_of(callees, [&](int callee) {
			       return limits(functions[callee], one.becomes, one.change);
		       });
	});
}

} // namespace kxx::check::calls
