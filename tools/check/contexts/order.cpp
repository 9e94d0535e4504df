// SPDX-License-Identifier: GPL-2.0
//! held-again and lock-order: waiting for what is held, by this task or by one that waits for us.
#include "contexts/judge.hpp"

#include <algorithm>
#include <deque>

namespace kxx::check::contexts {
namespace {

/// One lock is waited for while another one is held.
struct Edge {
	/// The call to blame.
	Hop at;
	const Held *held;
	Reached reached;
};

bool may_be_same(const std::set<std::string> &one, const std::set<std::string> &other)
{
	return one.empty() || other.empty() ||
	       std::ranges::any_of(one, [&](const std::string &instance) { return other.contains(instance); });
}

Finding found(const char *rule, const Edge &edge, std::string message, std::string help)
{
	Finding finding;
	std::vector<Step> way = shown(edge.reached.way);

	finding.rule = rule;
	finding.place = edge.at.call->place;
	finding.function = edge.at.function->name;
	finding.message = std::move(message);
	finding.help = std::move(help);
	finding.trace = { { edge.held->since, "'" + edge.held->name + "' is held from here on" } };
	finding.trace.insert(finding.trace.end(), way.begin(), way.end());
	return finding;
}

/// Calls that wait for the callback in which they are made.
class Callbacks {
public:
	Callbacks(Calls &calls, std::vector<Finding> &findings) : calls_(calls), findings_(findings) {}

	void judge(const FunctionFact &root)
	{
		std::deque<std::pair<const FunctionFact *, Way>> waiting{ { &root, {} } };
		std::set<const FunctionFact *> seen;

		for (; !waiting.empty(); waiting.pop_front()) {
			const auto [function, way] = waiting.front();

			if (!seen.insert(function).second)
				continue;
			for (const CallFact &call : function->calls) {
				Way further = way;

				further.push_back({ function, &call });
				if (calls_.callbacks_of(call.waits_for).contains(&root))
					report(root, further);
				for (const FunctionFact *target : calls_.targets(call))
					waiting.emplace_back(target, further);
			}
		}
	}

private:
	/// The last place on the way that belongs to the class of the callback, or else the first one.
	static const Hop *own(const FunctionFact &root, const Way &way)
	{
		const std::string scope = root.callback_of.substr(0, root.callback_of.rfind("::") + 2);
		auto found = std::find_if(way.rbegin(), way.rend(), [&](const Hop &hop) {
			return hop.is_users() && !scope.empty() && hop.function->name.starts_with(scope);
		});

		return found == way.rend() ? blamed(way) : &*found;
	}

	void report(const FunctionFact &root, const Way &way)
	{
		const Hop &last = way.back();
		const Hop *at = own(root, way);
		const std::string &member = last.call->waits_for;

		if (!at)
			return;
		if (last.is_users()) {
			findings_.push_back({ "held-again", Level::Error, at->call->place, at->function->name,
					      at->call->callee_name + " waits for the callback of '" + member +
						      "', and this runs in that callback: it waits for itself",
					      "use cancel(), which does not wait, or wait outside of the callback",
					      shown(way) });
			return;
		}
		// What a pointer names is a guess, and what push() destroys was moved from.
		if (last.call->destroys_member.empty() ||
		    calls_.facts().emptied_members.contains(last.call->destroys_member) ||
		    std::ranges::any_of(way, [](const Hop &hop) {
			    return !hop.call->pointer_type.empty() || hop.call->declared == Effect::AsFlags;
		    }))
			return;
		findings_.push_back(
			{ "held-again", Level::Error, at->call->place, at->function->name,
			  at->call->callee_name + " may destroy the object of '" + member +
				  "', whose destructor waits for the callback that this runs in: it waits "
				  "for itself",
			  "let something else drop the last owner, or use a work item that keeps its object "
			  "in an Arc",
			  shown(way) });
	}

	Calls &calls_;
	std::vector<Finding> &findings_;
};

/// One class is waited for while one of that class is held.
void judge_same(const Edge &edge, std::vector<Finding> &findings)
{
	const Acquisition &taken = edge.reached.acquisition;
	bool direct = edge.reached.way.size() == 1;

	const Way &way = edge.reached.way;

	if (std::ranges::any_of(way, [](const Hop &hop) { return !hop.call->waits_for.empty(); }))
		findings.push_back(found("held-again", edge,
					 edge.at.call->callee_name + " waits for a callback that takes '" + taken.name +
						 "', which is held here",
					 "unlock first"));
	else if (!way.back().call->awaits.empty())
		findings.push_back(found("held-again", edge,
					 edge.at.call->callee_name + " waits to be woken, and who wakes it needs '" +
						 taken.name + "', which is held here",
					 "unlock first"));
	else if (!direct || may_be_same(edge.held->instances, taken.instances))
		findings.push_back(found("held-again", edge,
					 "'" + taken.name + "' is locked while this task holds it" +
						 (direct ? "" : ", or another of its kind") + ": it waits for itself",
					 "unlock it first, or pass the guard to the function"));
	else
		findings.push_back(found("lock-order", edge,
					 "two locks of one class, '" + taken.name +
						 "', are held at once, and nothing says which comes first",
					 "always lock the one with the lower address, or give them different classes"));
}

} // namespace

void judge_order(Calls &calls, std::vector<Finding> &findings)
{
	std::map<std::string, std::map<std::string, Edge>> edges;

	for (const auto &[id, function] : calls.facts().functions)
		for (const CallFact &call : function.calls) {
			if (call.held.empty())
				continue;
			for (const Reached &reached : calls.waits({ &function, &call })) {
				const Hop *at = blamed(reached.way);

				if (!at || reached.acquisition.tries)
					continue;
				for (const Held &held : call.held) {
					Edge edge{ *at, &held, reached };

					if (held.lock_class == reached.acquisition.lock_class)
						judge_same(edge, findings);
					else if (!held.lock_class.empty())
						edges[held.lock_class].emplace(reached.acquisition.lock_class, edge);
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

				finding.trace.push_back({ step->at.call->place,
							  "here '" + step->reached.acquisition.name +
								  "' is locked under '" + step->held->name + "'" });
				at = previous;
			}
			findings.push_back(std::move(finding));
		}
	Callbacks callbacks(calls, findings);
	std::set<const FunctionFact *> roots;
	for (const auto &[id, function] : calls.facts().functions)
		for (const CallFact &call : function.calls)
			roots.merge(std::set(calls.callbacks_of(call.waits_for)));
	for (const auto &[id, function] : calls.facts().functions)
		if (roots.contains(&function))
			callbacks.judge(function);
}

} // namespace kxx::check::contexts
