// SPDX-License-Identifier: GPL-2.0
//! Helpers that the cases in this directory share.
#pragma once

#include "../soon.hpp"

#include <helpers/sched.hpp>
#include <linux/preempt.hpp>

#include <kernel/base/processor.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>
#include <kernel/sync/mutex.hpp>
#include <kernel/sync/rcu.hpp>
#include <kernel/sync/rcu_ptr.hpp>
#include <kernel/sync/srcu.hpp>
#include <kernel/task/kthread.hpp>
#include <kernel/test/kunit.hpp>
#include <kernel/wait/completion.hpp>

/// Counts the live objects. When a case ends early, RCU callbacks that count may be pending: this waits for
/// them, and for those that they queue in turn.
struct Count : kernel::Atomic<kernel::u32> {
	~Count()
	{
		kernel::u32 rounds = 0;

		do
			kernel::rcu::barrier();
		while (load(kernel::relaxed) && ++rounds < 50);
	}
};

/// An object that knows whether it is alive, and counts the live ones.
struct Witness {
	static constexpr kernel::u64 living = 0x11fe11fe11fe11feull;
	static constexpr kernel::u64 dead = 0xdeaddeaddeaddeadull;

	explicit Witness(kernel::Atomic<kernel::u32> &alive, kernel::u32 number = 0)
		: alive(&alive), number(number), copy(number)
	{
		alive.inc();
	}
	Witness(const Witness &) = delete;
	~Witness()
	{
		// An atomic store is not optimised away; a reader that still has the object sees it.
		__atomic_store_n(&state, dead, __ATOMIC_RELAXED);
		alive->dec();
	}
	bool fine() const { return __atomic_load_n(&state, __ATOMIC_RELAXED) == living && number == copy; }

	kernel::u64 state = living;
	kernel::Atomic<kernel::u32> *alive;
	kernel::u32 number;
	kernel::u32 copy;
};
