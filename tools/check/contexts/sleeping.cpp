// SPDX-License-Identifier: GPL-2.0
//! sleep-in-atomic: something that may sleep where nothing may.
#include "contexts/judge.hpp"

#include <algorithm>
#include <deque>

namespace kxx::check::contexts {
namespace {

class Judge {
public:
	Judge(Calls &calls, std::vector<Finding> &findings) : calls_(calls), findings_(findings) {}

	void run()
	{
		for (const auto &[id, function] : calls_.facts().functions) {
			for (const CallFact &call : function.calls)
				judge_held({ &function, &call });
			bool interrupt = function.runs_in == "softirq" || function.runs_in == "hardirq";

			if (interrupt && calls_.is_called_back(function))
				judge_root(function, function.runs_in == "hardirq"
							     ? "this runs in a hard interrupt, where nothing may sleep"
							     : "this runs in a softirq, where nothing may sleep");
			else if (function.promises)
				judge_root(function, "'" + function.name + "' promises not to sleep (__atomic)");
		}
	}

private:
	void report(const Hop &at, const Way &way, std::string why, std::vector<Step> because)
	{
		Finding finding;

		finding.rule = "sleep-in-atomic";
		finding.place = at.call->place;
		finding.function = at.function->name;
		finding.message = at.call->callee_name + " may sleep, and " + std::move(why);
		finding.help = "do it before or after; allocate with GFP_ATOMIC, or leave it to work, which may sleep";
		finding.trace = std::move(because);
		std::vector<Step> steps = shown(way);
		finding.trace.insert(finding.trace.end(), steps.begin(), steps.end());
		findings_.push_back(std::move(finding));
	}

	static const Held *atomic_section(const CallFact &call)
	{
		auto found = std::ranges::find_if(call.held, &Held::atomic);

		return found == call.held.end() ? nullptr : &*found;
	}

	/// A call under a guard. Flags that a caller chooses are judged where the caller names them.
	void judge_held(const Hop &hop)
	{
		if (const Held *held = atomic_section(*hop.call))
			if (auto way = calls_.sleeps(hop, false))
				if (const Hop *at = blamed(*way))
					report(*at, *way, "'" + held->name + "' is held, under which nothing may sleep",
					       { { held->since, "it is held from here on" } });
		if (!hop.is_users() || !calls_.allow_sleep(hop.call->flags, false))
			return;
		for (const FunctionFact *target : calls_.targets(*hop.call)) {
			std::set<const FunctionFact *> seen;

			if (auto way = atomic_with_flags(*target, seen)) {
				way->insert(way->begin(), hop);
				const Held *held = atomic_section(*way->back().call);
				report(hop, *way,
				       "it passes these flags on where '" + held->name +
					       "' is held, under which nothing may sleep",
				       { { held->since, "it is held from here on" } });
			}
		}
	}

	/// How a function allocates under a guard with flags that its caller chooses.
	std::optional<Way> atomic_with_flags(const FunctionFact &function, std::set<const FunctionFact *> &seen)
	{
		if (!seen.insert(&function).second)
			return {};
		for (const CallFact &call : function.calls) {
			Hop hop{ &function, &call };

			if (!call.flags.of_caller)
				continue;
			if (atomic_section(call) && calls_.sleeps(hop, true) && !calls_.sleeps(hop, false))
				return Way{ hop };
			for (const FunctionFact *target : calls_.targets(call))
				if (auto way = atomic_with_flags(*target, seen)) {
					way->insert(way->begin(), hop);
					return way;
				}
		}
		return {};
	}

	/// Everything that runs because of a function that must not sleep.
	void judge_root(const FunctionFact &root, const std::string &why)
	{
		struct Visit {
			const FunctionFact *function;
			bool flags;
			Way way;
		};
		std::deque<Visit> waiting{ { &root, false, {} } };
		std::set<std::pair<const FunctionFact *, bool>> seen;

		for (; !waiting.empty(); waiting.pop_front()) {
			const auto [function, flags, way] = waiting.front();

			if (!seen.insert({ function, flags }).second)
				continue;
			for (const CallFact &call : function->calls) {
				Way further = way;

				further.push_back({ function, &call });
				judge_call(root, further, flags, why);
				// What promises not to sleep is a root of its own.
				if (call.declared == Effect::Sleeps || call.declared == Effect::Atomic)
					continue;
				for (const FunctionFact *target : calls_.targets(call))
					waiting.push_back({ target, calls_.allow_sleep(call.flags, flags), further });
			}
		}
	}

	/// Reports the last call of `to` if the user wrote it, and nothing further down.
	void judge_call(const FunctionFact &root, const Way &to, bool flags, const std::string &why)
	{
		const Hop &hop = to.back();
		auto way = calls_.sleeps(hop, flags);

		if (!way)
			return;
		// Flags are to blame where they are named.
		std::size_t named = way->size() - 1;
		if (way->back().call->declared == Effect::AsFlags)
			while (!calls_.allow_sleep((*way)[named].call->flags, false))
				if (named-- == 0)
					return;
		for (std::size_t i = 1; i <= named; i++)
			if ((*way)[i].is_users())
				return; // reported there
		Way whole = to;
		whole.insert(whole.end(), way->begin() + 1, way->end());
		if (hop.is_users()) {
			report(hop, whole, why, {});
			return;
		}
		if (way->size() > 1 || std::ranges::any_of(to, &Hop::is_users))
			return; // a call further up or down reports it
		if (!root.runs_in.empty())
			judge_passers(root, whole, why);
	}

	/// The user's code only leads to the root being called back: as when it drops what RCU destroys later.
	void judge_passers(const FunctionFact &root, const Way &way, const std::string &why)
	{
		std::deque<Hop> waiting(calls_.passers(root).begin(), calls_.passers(root).end());
		std::set<const CallFact *> seen;

		for (; !waiting.empty(); waiting.pop_front()) {
			Hop hop = waiting.front();

			if (!seen.insert(hop.call).second)
				continue;
			if (hop.is_users()) {
				report(hop, way, "it lets this be called later: " + why, {});
				continue;
			}
			for (const Hop &caller : calls_.callers(*hop.function))
				waiting.push_back(caller);
		}
	}

	Calls &calls_;
	std::vector<Finding> &findings_;
};

} // namespace

void judge_sleeping(Calls &calls, std::vector<Finding> &findings)
{
	Judge(calls, findings).run();
}

} // namespace kxx::check::contexts
