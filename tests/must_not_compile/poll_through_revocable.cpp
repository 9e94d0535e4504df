// SPDX-License-Identifier: GPL-2.0
//! What can be revoked has no queue for poll(): a task may be on it, and nobody can take it off.
// EXPECT: nothing else keeps the queue until the file is released

#include <kernel/arc.hpp>
#include <kernel/poll.hpp>
#include <kernel/revocable.hpp>

using namespace kernel;

struct Registers {
	WaitQueue<"example.queue"> queue;
};
struct Shared : Pinned {
	Revocable<Registers> registers;
	WaitQueue<"example.queue"> queue; // whoever revokes wakes it up with EPOLLHUP
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
	table.wait<&Opened::shared, &Shared::registers, &Registers::queue>(opened);
#endif
}
