// SPDX-License-Identifier: GPL-2.0
//! An object that says how many of its kind live.
#pragma once

#include <kernel/types.hpp>

/// Counts how many of it live, one count per `Tag`.
template <typename Tag>
struct Counted {
	explicit Counted(kernel::u32 number) : number(number) { alive++; }
	Counted(Counted &&other) noexcept : number(other.number) { alive++; }
	Counted &operator=(Counted &&) = default;
	~Counted() { alive--; }

	kernel::u32 number;
	static inline constinit kernel::u32 alive = 0;
};
