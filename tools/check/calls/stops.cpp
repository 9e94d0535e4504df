// SPDX-License-Identifier: GPL-2.0
//! The rule trap: places that stop the machine or the task, and how the user's functions get there.
//!
//! The source knows the traps that somebody wrote. `kxx check --traps` lists those in the machine code instead.
#include <algorithm>
#include <deque>
#include <map>

#include "calls/graph.hpp"

namespace kxx::check::calls {
namespace {

struct Caller {
	int function;
	const Call *call;
};

/// The shortest way to a function from one that no other function of the user calls.
std::vector<Step> way_to(const Graph &graph, const std::vector<std::vector<Caller>> &callers, int function)
{
	std::map<int, std::pair<int, const Call *>> reached{ { function, { -1, nullptr } } };
	std::deque<int> waiting{ function };
	int first = function;

	while (!waiting.empty()) {
		const int at = waiting.front();

		waiting.pop_front();
		if (callers[at].empty()) {
			first = at;
			break;
		}
		for (const Caller &caller : callers[at])
			if (reached.try_emplace(caller.function, at, caller.call).second)
				waiting.push_back(caller.function);
	}
	std::vector<Step> steps;

	for (int at = first; at != function && at >= 0; at = reached[at].first) {
		const auto &[next, call] = reached[at];

		if (call->users)
			steps.push_back({ call->place, "'" + graph.functions[at].name + "' calls '" +
							       graph.functions[next].name + "' here" });
	}
	return steps;
}

} // namespace

void check_stops(const Graph &graph, std::vector<Finding> &findings)
{
	std::vector<std::vector<Caller>> callers(graph.functions.size());
	std::map<Place, bool> said;

	for (std::size_t i = 0; i < graph.functions.size(); i++)
		for (const Call &call : graph.functions[i].calls)
			for (int to : graph.targets(call))
				if (to != static_cast<int>(i))
					callers[to].push_back({ static_cast<int>(i), &call });
	auto say = [&](const Function &function, const Place &place, std::string message, std::vector<Step> trace) {
		if (said[place])
			return;
		said[place] = true;
		findings.push_back({ .rule = "trap",
				     .place = place,
				     .function = function.name,
				     .message = std::move(message),
				     .help = "return an error, or warn_on() and go on; what must hold at compile "
					     "time belongs into a static_assert",
				     .trace = std::move(trace) });
	};

	for (std::size_t i = 0; i < graph.functions.size(); i++) {
		const Function &function = graph.functions[i];

		for (const Stop &stop : function.stops) {
			if (stop.users) {
				say(function, stop.place, stop.what + " stops the machine",
				    way_to(graph, callers, static_cast<int>(i)));
				continue;
			}
			// In the library: the calls of the user that get there.
			std::set<int> seen{ static_cast<int>(i) };
			std::deque<int> waiting{ static_cast<int>(i) };

			while (!waiting.empty()) {
				const int at = waiting.front();

				waiting.pop_front();
				for (const Caller &caller : callers[at]) {
					if (!caller.call->users) {
						if (seen.insert(caller.function).second)
							waiting.push_back(caller.function);
						continue;
					}
					std::vector<Step> trace = way_to(graph, callers, caller.function);

					trace.push_back({ stop.place, "it stops here" });
					say(graph.functions[caller.function], caller.call->place,
					    "'" + graph.functions[at].name + "' can stop the machine (" + stop.what +
						    ")",
					    std::move(trace));
				}
			}
		}
	}
}

} // namespace kxx::check::calls
