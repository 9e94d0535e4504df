// SPDX-License-Identifier: GPL-2.0
//! The places in an expression where a TRY may stand.
#pragma once

#include <span>

struct Position {
	enum Kind {
		Right,	 ///< compiled rightly, and taken
		Leaks,	 ///< compiled wrongly, and refused
		Refused, ///< compiled rightly, and refused: its tokens do not tell it from one that leaks
	};

	/// Whether the function ends as its TRYs require, and how many objects are left then.
	struct Outcome {
		bool as_it_should;
		int left;
	};

	unsigned line;
	Kind kind;
	const char *name;
	/// The second TRY fails unless `good`.
	Outcome (*run)(bool good);
};

std::span<const Position> try_positions();
std::span<const Position> co_try_positions();
