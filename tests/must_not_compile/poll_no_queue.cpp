// SPDX-License-Identifier: GPL-2.0
//! The path ends at something that is no queue.
// EXPECT: poll\(\) waits for a WaitQueue

#include <kernel/arc.hpp>
#include <kernel/poll.hpp>

using namespace kernel;

struct Shared {
	WaitQueue<"example.queue"> queue;
};
struct Opened {
	const Arc<Shared> shared;
};

void use(PollTable &table, const Opened &opened);
void use(PollTable &table, const Opened &opened)
{
#ifdef FIXED
	table.wait<&Opened::shared, &Shared::queue>(opened);
#else
	table.wait<&Opened::shared>(opened);
#endif
}
