// SPDX-License-Identifier: GPL-2.0
//! An object that counts how many of its kind are alive, and stays where it was built.
#pragma once

#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>
#include <kernel/test/kunit.hpp>

using namespace kernel;

/// Counts its live objects, and knows its own address.
struct Life : Pinned {
	explicit Life(u32 number = 0) : number(number), self(this) { alive.inc(); }
	~Life() { alive.dec(); }
	bool stayed() const { return self == this; }

	u32 number;
	const Life *self;
	static inline constinit Atomic<i32> alive;
};
