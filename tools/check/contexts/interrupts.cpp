// SPDX-License-Identifier: GPL-2.0
//! irq-unsafe-lock: a lock that an interrupt takes while its holder is interrupted.
#include "contexts/judge.hpp"

namespace kxx::check::contexts {

void judge_interrupts(Calls &calls, std::vector<Finding> &findings)
{
	struct Site {
		const FunctionFact *function;
		Place place;
		std::string context;
	};
	// The contexts in which each function runs, besides process context.
	std::map<const FunctionFact *, std::set<std::string>> contexts;
	std::map<std::string, Site> in_interrupt;

	for (const auto &[id, root] : calls.facts().functions)
		if (!root.runs_in.empty())
			calls.visit(root, [&](const FunctionFact &function, const Way &) {
				contexts[&function].insert(root.runs_in);
				for (const CallFact &call : function.calls)
					for (const Acquisition &taken : call.acquires) {
						auto [at, fresh] = in_interrupt.emplace(
							taken.lock_class, Site{ &function, call.place, root.runs_in });
						if (!fresh && root.runs_in == "hardirq")
							at->second = { &function, call.place, root.runs_in };
					}
			});
	for (const auto &[id, function] : calls.facts().functions) {
		if (!function.is_users)
			continue;
		for (const CallFact &call : function.calls)
			for (const Acquisition &taken : call.acquires) {
				auto site = in_interrupt.find(taken.lock_class);

				if (site == in_interrupt.end() || taken.tries)
					continue;
				bool hard = site->second.context == "hardirq";
				const auto own = contexts.find(&function);
				// In the interrupt itself it cannot be interrupted by the same kind.
				if (own != contexts.end() &&
				    (own->second.count("hardirq") || (!hard && own->second.count("softirq"))))
					continue;
				bool off = hard ? taken.irqs_off : taken.softirqs_off;
				for (const Held &held : call.held)
					off |= hard ? held.irqs_off : held.softirqs_off;
				if (off)
					continue;
				Finding finding;

				finding.rule = "irq-unsafe-lock";
				finding.place = call.place;
				finding.function = function.name;
				finding.message =
					"'" + taken.name + "' is locked with " +
					(hard ? "interrupts on, and an interrupt" : "softirqs on, and a softirq") +
					" takes it too: if that comes now, it waits for ever";
				finding.help =
					hard ? "lock it with lock_irqsave() here" : "lock it with lock_bh() here";
				finding.trace = { { site->second.place,
						    "'" + site->second.function->name + "' takes it in a " +
							    (hard ? "hard interrupt" : "softirq") + " here" } };
				findings.push_back(std::move(finding));
			}
	}
}

} // namespace kxx::check::contexts
