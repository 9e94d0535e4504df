// SPDX-License-Identifier: GPL-2.0
//! A reference does not say how long its queue lives, and poll() stays on it until the file is released.
// EXPECT: no matching function

#include <kernel/poll.hpp>

using namespace kernel;

namespace {
constinit WaitQueue<"example.queue"> queue;
}

void use(PollTable &table);
void use(PollTable &table)
{
#ifdef FIXED
	table.wait<&queue>();
#else
	table.wait(queue);
#endif
}
