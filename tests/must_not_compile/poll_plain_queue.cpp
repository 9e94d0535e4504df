// SPDX-License-Identifier: GPL-2.0
//! epoll may look at a queue when it has gone: poll() takes those that wait for it.
// EXPECT: no matching function|cannot convert|mismatched

#include <kernel/poll.hpp>

using namespace kernel;

#ifdef FIXED
void use(PollTable &table, const PollQueue<"example.queue"> &queue);
void use(PollTable &table, const PollQueue<"example.queue"> &queue)
#else
void use(PollTable &table, const WaitQueue<"example.queue"> &queue);
void use(PollTable &table, const WaitQueue<"example.queue"> &queue)
#endif
{
	table.wait(queue);
}
