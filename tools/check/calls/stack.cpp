// SPDX-License-Identifier: GPL-2.0
//! The rule stack-depth: paths of calls whose frames add up to more than the limit.
//!
//! The sizes are those of the variables, from the source. `kxx check --stack` measures the machine code instead.
#include <algorithm>
#include <map>

#include "calls/graph.hpp"

namespace kxx::check::calls {
namespace {

/// The deepest path from each function. Recursion counts once.
class Depths {
public:
	explicit Depths(const Graph &graph) : graph_(graph), known_(graph.functions.size()) {}

	struct Path {
		enum { New, Running, Done } state = New;
		std::uint64_t bytes = 0;
		const Call *call = nullptr;
		int next = -1;
	};

	const Path &of(int first)
	{
		std::vector<int> waiting{ first };

		while (!waiting.empty()) {
			const int at = waiting.back();
			Path &path = known_[at];

			if (path.state == Path::Done) {
				waiting.pop_back();
				continue;
			}
			if (path.state == Path::New) {
				path.state = Path::Running;
				for (const Call &call : graph_.functions[at].calls)
					for (int to : graph_.targets(call))
						if (known_[to].state == Path::New)
							waiting.push_back(to);
				continue;
			}
			for (const Call &call : graph_.functions[at].calls)
				for (int to : graph_.targets(call))
					if (to != at && known_[to].state == Path::Done &&
					    (path.next < 0 || known_[to].bytes > path.bytes)) {
						path.bytes = known_[to].bytes;
						path.call = &call;
						path.next = to;
					}
			path.bytes += graph_.functions[at].frame;
			path.state = Path::Done;
			waiting.pop_back();
		}
		return known_[first];
	}

private:
	const Graph &graph_;
	std::vector<Path> known_;
};

} // namespace

void check_stack(const Graph &graph, std::uint64_t limit, std::vector<Finding> &findings)
{
	Depths depths(graph);
	/// The function with the largest path, by the last function on a path that is too deep even without its callers:
	/// all that call it have the same fault.
	std::map<int, int> worst;

	for (std::size_t i = 0; i < graph.functions.size(); i++) {
		if (!graph.functions[i].users || depths.of(static_cast<int>(i)).bytes <= limit)
			continue;
		int last = static_cast<int>(i);

		while (depths.of(last).next >= 0 && depths.of(depths.of(last).next).bytes > limit)
			last = depths.of(last).next;
		// One frame alone is too large: the fault is there.
		const bool alone = graph.functions[last].users && graph.functions[last].frame > limit;
		auto [at, fresh] = worst.try_emplace(last, alone ? last : static_cast<int>(i));

		if (!fresh && !alone && depths.of(static_cast<int>(i)).bytes > depths.of(at->second).bytes)
			at->second = static_cast<int>(i);
	}
	for (const auto &[last, first] : worst) {
		const Function &function = graph.functions[first];
		std::vector<Step> trace;

		for (int at = first; at >= 0; at = depths.of(at).next) {
			const Function &one = graph.functions[at];

			if (one.frame < 128 && !one.users)
				continue;
			std::string text = "'" + one.name + "' needs " + std::to_string(one.frame) + " bytes";

			if (one.largest_size >= 256)
				text += ", " + std::to_string(one.largest_size) + " of them for " + one.largest;
			trace.push_back({ one.place, std::move(text) });
		}
		std::string message = "'" + function.name + "' ";

		if (function.frame > limit)
			message += "needs " + std::to_string(function.frame) + " bytes of the stack";
		else
			message += "and what it calls need " + std::to_string(depths.of(first).bytes) +
				   " bytes of the stack";
		message += ", and " + std::to_string(limit) + " is the limit: a task has 16384 for all its callers";
		findings.push_back({ .rule = "stack-depth",
				     .place = function.place,
				     .function = function.name,
				     .message = std::move(message),
				     .help = "allocate large objects (make_box(), Vec), or make them members",
				     .trace = std::move(trace) });
	}
}

} // namespace kxx::check::calls
