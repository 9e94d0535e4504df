// SPDX-License-Identifier: GPL-2.0
//! held-again and lock-order: waiting for what is held, by this task or by one that waits for us.
#include "contexts/judge.hpp"

namespace kxx::check::contexts {
namespace {

/// One lock is waited for while another one is held.
struct Edge {
	const FunctionFact *function;
	const CallFact *call;
	const Held *held;
	Reached reached;
};

bool may_be_same(const std::set<std::string> &one, const std::set<std::string> &other)
{
	if (one.empty() || other.empty())
		return true;
	for (const std::string &instance : one)
		if (other.count(instance))
			return true;
	return false;
}

Finding found(const char *rule, const Edge &edge, std::string message, std::string help)
{
	Finding finding;

	finding.rule = rule;
	finding.place = edge.call->place;
	finding.function = edge.function->name;
	finding.message = std::move(message);
	finding.help = std::move(help);
	finding.trace = { { edge.held->since, "'" + edge.held->name + "' is held from here on" } };
	finding.trace.insert(finding.trace.end(), edge.reached.way.begin(), edge.reached.way.end());
	return finding;
}

/// A function waits for its own callback, or for one that needs a lock that is held.
void judge_callbacks(Calls &calls, std::vector<Finding> &findings)
{
	for (const auto &[id, root] : calls.facts().functions) {
		if (root.callback_of.empty())
			continue;
		calls.visit(root, [&](const FunctionFact &function, const Way &way) {
			if (!function.is_users)
				return;
			for (const CallFact &call : function.calls)
				if (call.waits_for == root.callback_of)
					findings.push_back({ "held-again", Level::Error, call.place, function.name,
							     call.callee_name + " waits for the callback of '" +
								     root.callback_of +
								     "', and this runs in that callback: it waits for "
								     "itself",
							     "use cancel(), which does not wait", way });
		});
		for (const auto &[other, function] : calls.facts().functions) {
			if (!function.is_users)
				continue;
			for (const CallFact &call : function.calls) {
				if (call.waits_for != root.callback_of)
					continue;
				for (const Held &held : call.held)
					for (const Reached &reached : calls.acquired(root))
						if (!held.lock_class.empty() &&
						    reached.acquisition.lock_class == held.lock_class) {
							Way way{ { held.since,
								   "'" + held.name + "' is held from here on" } };

							way.insert(way.end(), reached.way.begin(), reached.way.end());
							findings.push_back(
								{ "held-again", Level::Error, call.place, function.name,
								  call.callee_name +
									  " waits for a callback that takes '" +
									  held.name + "', which is held here",
								  "unlock first", way });
						}
			}
		}
	}
}

} // namespace

void judge_order(Calls &calls, std::vector<Finding> &findings)
{
	std::map<std::string, std::map<std::string, Edge>> edges;

	for (const auto &[id, function] : calls.facts().functions) {
		if (!function.is_users)
			continue;
		for (const CallFact &call : function.calls) {
			std::vector<Reached> waits;

			for (const Acquisition &acquisition : call.acquires)
				waits.push_back({ acquisition,
						  { { call.place, "'" + acquisition.name + "' is locked here" } } });
			bool direct = !waits.empty();
			if (!direct && !call.held.empty())
				for (const FunctionFact *target : calls.targets(call))
					for (const Reached &reached : calls.acquired(*target)) {
						Reached through = reached;

						through.way.insert(
							through.way.begin(),
							{ call.place, call.callee_name + " is called here" });
						waits.push_back(std::move(through));
					}
			for (const Held &held : call.held)
				for (const Reached &reached : waits) {
					const Acquisition &taken = reached.acquisition;
					Edge edge{ &function, &call, &held, reached };

					if (held.lock_class.empty() || taken.tries)
						continue;
					if (held.lock_class != taken.lock_class) {
						edges[held.lock_class].emplace(taken.lock_class, edge);
						continue;
					}
					if (!direct || may_be_same(held.instances, taken.instances))
						findings.push_back(found(
							"held-again", edge,
							"'" + taken.name + "' is locked while this task holds it" +
								(direct ? "" : ", or another of its kind") +
								": it waits for itself",
							"unlock it first, or pass the guard to the function"));
					else
						findings.push_back(found(
							"lock-order", edge,
							"two locks of one class, '" + taken.name +
								"', are held at once, and nothing says which comes "
								"first",
							"always lock the one with the lower address, or give them "
							"different classes"));
				}
		}
	}
	// A lock that can be waited for while it is held, over other locks.
	for (const auto &[from, nexts] : edges)
		for (const auto &[to, edge] : nexts) {
			std::map<std::string, std::pair<std::string, const Edge *>> before;
			std::vector<std::string> waiting{ to };

			while (!waiting.empty() && !before.count(from)) {
				std::string at = waiting.back();

				waiting.pop_back();
				auto next = edges.find(at);
				if (next == edges.end())
					continue;
				for (const auto &[further, step] : next->second)
					if (before.emplace(further, std::pair{ at, &step }).second)
						waiting.push_back(further);
			}
			if (!before.count(from))
				continue;
			Finding finding =
				found("lock-order", edge,
				      "'" + edge.reached.acquisition.name + "' is locked under '" + edge.held->name +
					      "', and elsewhere the other way round: two tasks "
					      "may wait for each other",
				      "take them in one order everywhere");
			for (std::string at = from; at != to;) {
				const auto &[previous, step] = before.at(at);

				finding.trace.push_back({ step->call->place, "here '" + step->reached.acquisition.name +
										     "' is locked under '" +
										     step->held->name + "'" });
				at = previous;
			}
			findings.push_back(std::move(finding));
		}
	judge_callbacks(calls, findings);
}

} // namespace kxx::check::contexts
