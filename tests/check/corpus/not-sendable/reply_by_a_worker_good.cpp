// SPDX-License-Identifier: GPL-2.0
//! The worker makes the value; the task that called read() writes it to its memory.

#include <kernel/defer/workqueue.hpp>
#include <kernel/file/uaccess.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>

using namespace kernel;

struct Reply {
	Arc<Atomic<u32>> value;
};

class Sensor {
public:
	Sensor(Workqueue queue, Arc<Atomic<u32>> value) : queue_(std::move(queue)), value_(std::move(value)) {}

	Result<usize> read(UserWriter to) const
	{
		Reply reply{ value_.share() };

		TRY(queue_.spawn<"sensor.reply">(GFP_KERNEL, answer, std::move(reply)));
		queue_.flush();
		TRY(to.write(value_->load(relaxed)));
		return sizeof(u32);
	}

private:
	static void answer(Reply reply) { reply.value->add(1); }

	Workqueue queue_;
	Arc<Atomic<u32>> value_;
};
