// SPDX-License-Identifier: GPL-2.0
//! The locks of the two rings have different names, and all instances of a ring share its name.

#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

struct Ring {
	u32 head = 0;
	u32 tail = 0;
};

class Queue final : Pinned {
public:
	Result<> forward() const
	{
		auto received = received_.lock();
		auto sent = sent_.lock();

		if (received->head == received->tail)
			return ENOENT;
		received->tail++;
		sent->head++;
		return ok;
	}
	void receive() const { received_.lock()->head++; }

private:
	SpinLock<Ring, "queue.ring"> received_;
	SpinLock<Ring, "queue.sent"> sent_;
};

class Bridge final : Pinned {
public:
	Result<> init()
	{
		for (const Queue &queue : queues_) {
			queue.receive();
			TRY(queue.forward());
		}
		return ok;
	}

private:
	Queue queues_[4];
};

} // namespace

KERNEL_MODULE(Bridge, { .name = KBUILD_MODNAME, .license = "GPL" })
