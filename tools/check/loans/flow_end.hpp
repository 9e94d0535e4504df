// SPDX-License-Identifier: GPL-2.0
//! The body of Flow::end(), for the files that call it.
#pragma once

#include "loans/flow.hpp"

namespace kxx::check::loans {

/// Ends the loans on all places that `which` accepts, wherever they are kept.
template <typename Which>
void Flow::end(State &state, const void *at, End why, Which which)
{
	auto each = [&](Loans &loans) {
		Loans kept;

		for (Loan loan : loans) {
			if (!loan.over() && which(loan.place)) {
				loan.end = at;
				loan.why = why;
			}
			kept.insert(std::move(loan));
		}
		loans = std::move(kept);
	};
	for (auto &[place, loans] : state.held)
		each(loans);
	for (auto &[expression, value] : state.values) {
		each(value.places);
		each(value.points);
	}
}

} // namespace kxx::check::loans
