// SPDX-License-Identifier: GPL-2.0
//! The data of a lock without the lock.
// BEFORE: 15
#include <kernel/prelude.hpp>

using namespace kernel;

struct Queue {
	Mutex<Vec<u32>, "queue.numbers"> numbers;
};
Result<> use(Queue &queue);
Result<> use(Queue &queue)
{
#ifdef FIXED
	TRY(queue.numbers.lock()->push(1, GFP_KERNEL));
#else
	TRY(queue.numbers.push(1, GFP_KERNEL)); // MISTAKE: reached through its guard
#endif
	return ok;
}
