// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/file/poll.hpp refuses.
#include <kernel/file/miscdevice.hpp>
#include <kernel/file/poll.hpp>
#include <kernel/memory/arc.hpp>
#include <kernel/sync/revocable.hpp>

using namespace kernel;

// REFUSED poll_no_queue: poll\(\) waits for a WaitQueue
// The path must end at a WaitQueue.
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

// REFUSED poll_owner_not_const: poll\(\) finds its queue through an Arc or a Box that is not const
// Another Arc could be assigned while tasks are on the queue of the first.
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

// REFUSED poll_plain_queue: no matching function
// A reference does not say how long its queue lives, and poll() stays on it until the file is released.
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

// REFUSED poll_returns_integer: poll\(\) is
// poll() returns a PollEvents, not a number.
class State final : Pinned {
public:
#ifdef FIXED
	PollEvents poll(const File &, PollTable &) const { return EPOLLIN; }
#else
	u32 poll(const File &, PollTable &) const { return 1; }
#endif
};
void use();
void use()
{
	misc::Device<State, "example"> device;
	static_cast<void>(device.publish());
}

// REFUSED poll_through_revocable: nothing else keeps the queue until the file is released
// A queue in a Revocable is not for poll(): a polling task may still be on it when it is revoked.
struct Registers {
	WaitQueue<"example.queue"> queue;
};
struct Shared : Pinned {
	Revocable<Registers> registers;
	WaitQueue<"example.queue"> queue; // the task that revokes wakes it up with EPOLLHUP
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
