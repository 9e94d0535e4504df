// SPDX-License-Identifier: GPL-2.0
//! Another Arc could be assigned while tasks are on the queue of the first.
// EXPECT: poll\(\) finds its queue through an Arc or a Box that is not const

#include <kernel/arc.hpp>
#include <kernel/poll.hpp>

using namespace kernel;

struct Shared {
	WaitQueue<"example.queue"> queue;
};
struct Opened {
#ifdef FIXED
	const Arc<Shared> shared;
#else
	Arc<Shared> shared;
#endif
};

void use(PollTable &table, const Opened &opened);
void use(PollTable &table, const Opened &opened)
{
	table.wait<&Opened::shared, &Shared::queue>(opened);
}
