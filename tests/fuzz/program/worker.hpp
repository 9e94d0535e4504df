// SPDX-License-Identifier: GPL-2.0
//! A process of threads that make random system calls until it is killed.
#pragma once

#include "loader.hpp"
#include "shared.hpp"

namespace fuzz {

[[noreturn]] void run_worker(u32 process, u32 generation);

/// What an operation needs to know of the thread that does it.
struct Thread {
	u32 process, number;
	ThreadState *state;
	FaultInjection *injection; ///< null in forked children
	int child = 0;		   ///< that it forked

	/// Makes a call on a target, and counts how it ended. `call` returns -1 and sets errno, or returns what it got.
	template <typename Function>
	long call(Random &random, Call which, u32 target, Function &&function)
	{
		const bool faulty = injection && world.faults && random.chance(world.faults);

		if (faulty)
			injection->fail_nth(1 + static_cast<u32>(random.below(6)));
		begin(which, target);
		const long result = function();
		end(which, target, result);
		if (faulty)
			injection->fail_nth(0);
		return result;
	}

private:
	void begin(Call which, u32 target);
	void end(Call which, u32 target, long result);
};

/// Open files of the process, which its threads use and close without asking each other.
inline constexpr u32 slots = 12;
/// What stands behind the last target: calls on files that are none of ours, or closed.
inline constexpr u32 no_target = most_targets - 1;

void operate(Thread &thread, Random random);
void prepare_files(); ///< that all operations of the process use: pipes, an epoll, a file of memory

} // namespace fuzz
