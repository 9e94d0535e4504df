// SPDX-License-Identifier: GPL-2.0
//! lock-class-twice: two locks of different kinds with one name.
#include "contexts/judge.hpp"

namespace kxx::check::contexts {

void judge_names(const Facts &facts, std::vector<Finding> &findings)
{
	std::map<std::string, const LockFact *> first;

	for (const LockFact &lock : facts.locks) {
		auto [at, fresh] = first.emplace(lock.name, &lock);

		if (fresh || at->second->lock_class == lock.lock_class)
			continue;
		findings.push_back({ "lock-class-twice",
				     Level::Error,
				     lock.place,
				     {},
				     "another lock has the class name '" + lock.name +
					     "' already: reports of lockdep would mix them up",
				     "give each kind of lock its own name",
				     { { at->second->place, "the other one is here" } } });
	}
}

} // namespace kxx::check::contexts
