// SPDX-License-Identifier: GPL-2.0
//! A lock without a name.
// BEFORE: 12
#include <kernel/prelude.hpp>

using namespace kernel;

struct Queue {
#ifdef FIXED
	Mutex<u32, "queue.count"> count;
#else
	Mutex<u32> count; // MISTAKE: name of its class
#endif
};
u32 use(Queue &queue);
u32 use(Queue &queue) { return *queue.count.lock(); }
