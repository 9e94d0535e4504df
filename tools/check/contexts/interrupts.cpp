// SPDX-License-Identifier: GPL-2.0
//! irq-unsafe-lock: a lock that an interrupt takes while its holder is interrupted.
#include "contexts/judge.hpp"

#include <algorithm>
#include <deque>

namespace kxx::check::contexts {
namespace {

/// What cannot interrupt the task.
enum Off { Nothing, Softirqs, Interrupts };

Off off_by(bool irqs_off, bool softirqs_off)
{
	return irqs_off ? Interrupts : softirqs_off ? Softirqs : Nothing;
}

/// A place that takes a lock in an interrupt.
struct Site {
	Hop hop;
	Off by;
	Acquisition taken;
};

class Judge {
public:
	Judge(Calls &calls, std::vector<Finding> &findings) : calls_(calls), findings_(findings) {}

	void run()
	{
		for (const auto &[id, function] : calls_.facts().functions)
			if (Off by = interrupt(function); by && calls_.is_called_back(function))
				visit(function, by, [&](const Way &way, Off, const Acquisition &taken) {
					if (!taken.tries) // it does not wait for the task
						sites_[taken.lock_class].push_back({ way.back(), by, taken });
				});
		if (sites_.empty())
			return;
		for (const auto &[id, function] : calls_.facts().functions)
			if (Off by = interrupt(function); by || calls_.callers(function).empty())
				visit(function, by, [&](const Way &way, Off off, const Acquisition &taken) {
					judge(way, off, taken);
				});
	}

private:
	static Off interrupt(const FunctionFact &function)
	{
		return off_by(function.runs_in == "hardirq", function.runs_in == "softirq");
	}

	/// Everything that runs because of a function, with what cannot interrupt it there.
	template <typename See>
	void visit(const FunctionFact &root, Off entered, See see)
	{
		struct Visit {
			const FunctionFact *function;
			Off off;
			Way way;
		};
		std::deque<Visit> waiting{ { &root, entered, {} } };
		std::set<std::pair<const FunctionFact *, Off>> seen;

		for (; !waiting.empty(); waiting.pop_front()) {
			const auto [function, entered_with, way] = waiting.front();

			if (!seen.insert({ function, entered_with }).second)
				continue;
			for (const CallFact &call : function->calls) {
				Way further = way;
				Off off = entered_with;

				further.push_back({ function, &call });
				for (const Held &held : call.held)
					off = std::max(off, off_by(held.irqs_off, held.softirqs_off));
				for (const Acquisition &taken : call.acquires)
					see(further, std::max(off, off_by(taken.irqs_off, taken.softirqs_off)), taken);
				if (call.acquires.empty())
					for (const FunctionFact *target : calls_.targets(call))
						waiting.push_back({ target, off, further });
			}
		}
	}

	/// Whether the task would keep the interrupt waiting for ever.
	static bool blocks(const Acquisition &task, Off off, const Site &site)
	{
		return off < site.by && !task.retries && !(task.shared && site.taken.shared);
	}

	void judge(const Way &way, Off off, const Acquisition &taken)
	{
		auto known = sites_.find(taken.lock_class);
		auto at = std::find_if(way.rbegin(), way.rend(), [](const Hop &hop) { return hop.is_users(); });

		if (known == sites_.end() || at == way.rend())
			return;
		for (const Site &site : known->second) {
			if (!blocks(taken, off, site))
				continue;
			bool hard = site.by == Interrupts;
			Finding finding;

			finding.rule = "irq-unsafe-lock";
			finding.place = at->call->place;
			finding.function = at->function->name;
			finding.message = "'" + taken.name + "' is locked with " +
					  (hard ? "interrupts on, and an interrupt" : "softirqs on, and a softirq") +
					  " takes it too: if that comes now, it waits for ever";
			finding.help = "lock it with the function whose name ends in " +
				       std::string(hard ? "_irqsave" : "_bh") + " here";
			finding.trace = { { site.hop.call->place, "'" + site.hop.function->name + "' takes it in a " +
									  (hard ? "hard interrupt" : "softirq") +
									  " here" } };
			findings_.push_back(std::move(finding));
			return;
		}
	}

	Calls &calls_;
	std::vector<Finding> &findings_;
	std::map<std::string, std::vector<Site>> sites_;
};

} // namespace

void judge_interrupts(Calls &calls, std::vector<Finding> &findings)
{
	Judge(calls, findings).run();
}

} // namespace kxx::check::contexts
