// SPDX-License-Identifier: GPL-2.0
//! sleep-in-atomic: something that may sleep where nothing may.
#include "contexts/judge.hpp"

namespace kxx::check::contexts {
namespace {

/// Reports a call, at the deepest place of the module's own code.
void report(const FunctionFact &function, const CallFact &call, const Way &way, std::string why, Way because,
	    std::vector<Finding> &findings)
{
	Finding finding;

	finding.rule = "sleep-in-atomic";
	finding.place = call.place;
	finding.function = function.name;
	finding.message = call.callee_name + " may sleep, and " + std::move(why);
	finding.help = "do it before or after; allocate with GFP_ATOMIC, or leave it to work, which may sleep";
	finding.trace = std::move(because);
	finding.trace.insert(finding.trace.end(), way.begin(), way.end());
	findings.push_back(std::move(finding));
}

} // namespace

void judge_sleeping(Calls &calls, std::vector<Finding> &findings)
{
	// Under a guard.
	for (const auto &[id, function] : calls.facts().functions) {
		if (!function.is_users)
			continue;
		for (const CallFact &call : function.calls) {
			const Held *atomic = nullptr;

			for (const Held &held : call.held)
				if (held.atomic)
					atomic = &held;
			if (!atomic)
				continue;
			// Flags that a caller chooses are judged where the caller names them.
			if (auto way = calls.sleeps(call, true))
				report(function, call, *way,
				       "'" + atomic->name + "' is held, under which nothing may sleep",
				       { { atomic->since, "it is held from here on" } }, findings);
		}
	}
	// In functions that the kernel calls in an interrupt, or that promise not to sleep.
	for (const auto &[id, root] : calls.facts().functions) {
		bool promises = root.is_users && root.declared == Effect::Atomic && root.by_attribute;

		if (root.runs_in.empty() && !promises)
			continue;
		std::string why = promises		      ? "'" + root.name + "' promises not to sleep (__atomic)"
				  : root.runs_in == "hardirq" ? "this runs in a hard interrupt, where nothing may sleep"
							      : "this runs in a softirq, where nothing may sleep";
		calls.visit(root, [&](const FunctionFact &function, const Way &to) {
			if (!function.is_users)
				return;
			for (const CallFact &call : function.calls) {
				bool deeper = false;

				for (const FunctionFact *target : calls.targets(call))
					deeper |= target->is_users && call.declared == Effect::Unknown;
				if (deeper)
					continue; // reported in there
				if (auto way = calls.sleeps(call, true))
					report(function, call, *way, why, to, findings);
			}
		});
	}
}

} // namespace kxx::check::contexts
