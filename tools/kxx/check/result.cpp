// SPDX-License-Identifier: GPL-2.0
#include "check/result.hpp"

#include <algorithm>

namespace kxx::check {

unsigned Result::count(Judged::State state) const
{
	return static_cast<unsigned>(
		std::ranges::count_if(findings, [&](const Judged &judged) { return judged.state == state; }));
}

unsigned Result::count(Level level) const
{
	return static_cast<unsigned>(std::ranges::count_if(findings, [&](const Judged &judged) {
		return judged.state == Judged::State::Open && judged.finding.level == level;
	}));
}

} // namespace kxx::check
