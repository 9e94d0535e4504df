// SPDX-License-Identifier: GPL-2.0
//! context-comment: a comment that says that a function does not sleep, and the function does.
#include "contexts/judge.hpp"

namespace kxx::check::contexts {

void judge_comments(Calls &calls, std::vector<Finding> &findings)
{
	for (const auto &[id, function] : calls.facts().functions) {
		// What an attribute promises is judged where it is broken: rule sleep-in-atomic.
		if (!function.is_users || function.promises || function.declared != Effect::Atomic)
			continue;
		for (const CallFact &call : function.calls) {
			// Whether flags that the caller passes let it sleep is the caller's matter.
			auto way = calls.sleeps({ &function, &call }, false);

			if (!way)
				continue;
			findings.push_back(
				{ "context-comment", Level::Error, function.place, function.name,
				  "the 'Context:' of '" + function.name + "' says that it does not sleep, and " +
					  call.callee_name + ", which it calls, may sleep",
				  "write 'Context: process; may sleep.', or do what sleeps elsewhere", shown(*way) });
			break;
		}
	}
}

} // namespace kxx::check::contexts
