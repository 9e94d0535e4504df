// SPDX-License-Identifier: GPL-2.0
//! An object that counts how many of its kind are alive.
#pragma once

#include <kernel/base/types.hpp>

/// Counts its live objects, with one count per `Tag`.
template <typename Tag>
struct CountedBy {
	explicit CountedBy(kernel::u32 number) : number(number) { alive++; }
	CountedBy(CountedBy &&other) noexcept : number(other.number) { alive++; }
	CountedBy &operator=(CountedBy &&) = default;
	~CountedBy() { alive--; }

	kernel::u32 number;
	static inline constinit kernel::u32 alive = 0;
};
