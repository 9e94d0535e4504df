// SPDX-License-Identifier: GPL-2.0
//! A process of threads that make random system calls until it is killed.
#pragma once

#include "loader.hpp"
#include "shared.hpp"

namespace fuzz {

[[noreturn]] void run_worker(u32 process, u32 generation);

/// The data of a thread that its operations need.
struct Thread {
	u32 process, number;
	ThreadState *state;
	FaultInjection *injection; ///< null in forked children
	int child = 0;		   ///< that it forked

	/// Makes a call on a target, and counts its result. `call` returns -1 and sets errno, or returns a result.
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

/// Open files of the process, which its threads use and close without coordination.
inline constexpr u32 slots = 12;
/// The entry after the last target: calls on files that are not ours, or are closed.
inline constexpr u32 no_target = most_targets - 1;

void operate(Thread &thread, Random random);
void prepare_files(); ///< that all operations of the process use: pipes, an epoll, a file of memory

} // namespace fuzz
