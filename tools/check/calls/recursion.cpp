// SPDX-License-Identifier: GPL-2.0
//! The rule recursion: functions that call themselves, directly or through others, without a limit that one can see.
#include <algorithm>
#include <deque>

#include "calls/graph.hpp"

namespace kxx::check::calls {
namespace {

struct Edge {
	int to;
	const Call *call;
};

/// Finds the groups of functions that reach each other (Tarjan's algorithm, without recursion of its own).
class Groups {
public:
	explicit Groups(const std::vector<std::vector<Edge>> &edges)
		: edges_(edges), index_(edges.size(), -1), low_(edges.size()), on_stack_(edges.size()),
		  group_(edges.size(), -1)
	{
		for (std::size_t i = 0; i < edges.size(); i++)
			if (index_[i] < 0)
				visit(static_cast<int>(i));
	}

	const std::vector<int> &of() const { return group_; }

private:
	void visit(int first)
	{
		struct Frame {
			int function;
			std::size_t next;
		};
		std::vector<Frame> frames{ { first, 0 } };

		enter(first);
		while (!frames.empty()) {
			auto &[function, next] = frames.back();

			if (next < edges_[function].size()) {
				const int to = edges_[function][next++].to;

				if (index_[to] < 0) {
					enter(to);
					frames.push_back({ to, 0 });
				} else if (on_stack_[to]) {
					low_[function] = std::min(low_[function], index_[to]);
				}
				continue;
			}
			const int done = function;

			frames.pop_back();
			if (!frames.empty())
				low_[frames.back().function] = std::min(low_[frames.back().function], low_[done]);
			if (low_[done] == index_[done])
				leave(done);
		}
	}
	void enter(int function)
	{
		index_[function] = low_[function] = count_++;
		on_stack_[function] = true;
		stack_.push_back(function);
	}
	void leave(int root)
	{
		int member;

		do {
			member = stack_.back();
			stack_.pop_back();
			on_stack_[member] = false;
			group_[member] = root;
		} while (member != root);
	}

	const std::vector<std::vector<Edge>> &edges_;
	std::vector<int> index_, low_;
	std::vector<bool> on_stack_;
	std::vector<int> group_;
	std::vector<int> stack_;
	int count_ = 0;
};

/// The shortest way from a function back to another one of its group.
std::vector<Edge> way(const std::vector<std::vector<Edge>> &edges, const std::vector<int> &group, int from, int to)
{
	std::map<int, std::pair<int, Edge>> reached{ { from, { -1, {} } } };
	std::deque<int> waiting{ from };

	while (!waiting.empty() && !reached.contains(to)) {
		const int at = waiting.front();

		waiting.pop_front();
		for (const Edge &edge : edges[at])
			if (group[edge.to] == group[from] && reached.try_emplace(edge.to, at, edge).second)
				waiting.push_back(edge.to);
	}
	std::vector<Edge> path;

	for (int at = to; at != from; at = reached[at].first)
		path.insert(path.begin(), reached[at].second);
	return path;
}

} // namespace

void check_recursion(const Graph &graph, std::vector<Finding> &findings)
{
	std::vector<std::vector<Edge>> edges(graph.functions.size());
	std::vector<bool> of_one_object(graph.functions.size());

	for (std::size_t i = 0; i < graph.functions.size(); i++)
		of_one_object[i] = graph.is_of_one_object(graph.functions[i]);
	for (std::size_t i = 0; i < graph.functions.size(); i++)
		for (const Call &call : graph.functions[i].calls)
			if (!graph.is_limited(graph.functions[i], call))
				for (int to : graph.targets(call))
					if (!of_one_object[to])
						edges[i].push_back({ to, &call });
	const Groups groups(edges);
	const std::vector<int> &group = groups.of();
	/// The call of each group that is reported: the first that the user wrote.
	std::map<int, std::pair<int, Edge>> chosen;

	for (std::size_t i = 0; i < edges.size(); i++)
		for (const Edge &edge : edges[i]) {
			if (group[edge.to] != group[i] || !edge.call->users)
				continue;
			auto [at, fresh] = chosen.try_emplace(group[i], static_cast<int>(i), edge);

			if (!fresh && edge.call->place < at->second.second.call->place)
				at->second = { static_cast<int>(i), edge };
		}
	for (const auto &[number, found] : chosen) {
		const auto &[from, edge] = found;
		const Function &caller = graph.functions[from];
		const Function &callee = graph.functions[edge.to];
		std::vector<Step> trace;
		const std::vector<Edge> back = way(edges, group, edge.to, from);

		for (const Edge &step : back)
			if (step.call->users)
				trace.push_back({ step.call->place,
						  (step.call->destroys_member ? "this member is destroyed by '"
									      : "this calls '") +
							  graph.functions[step.to].name + "'" });
		Finding finding{ .rule = "recursion",
				 .place = edge.call->place,
				 .function = caller.name,
				 .message = {},
				 .help = {},
				 .trace = std::move(trace) };

		if (edge.call->destroys_member) {
			finding.message = "this member owns objects that own objects of the same kind, which are "
					  "destroyed one inside the other: a long chain overflows the stack";
			finding.help = "keep the objects in a List or a Vec, which destroys one after the other, or "
				       "limit the depth where objects are added";
		} else {
			finding.message = from == edge.to ? "'" + caller.name + "' calls itself"
							  : "'" + caller.name + "' calls '" + callee.name +
								    "', which calls it again";
			finding.message += ", and nothing here limits how deep: the stack of a task has 16 KiB";
			finding.help = "use a loop with a Vec of what is still to do, or pass a depth that each call "
				       "increases, and compare it with a constant";
		}
		findings.push_back(std::move(finding));
	}
}

} // namespace kxx::check::calls
