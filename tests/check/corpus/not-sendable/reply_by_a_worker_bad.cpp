// SPDX-License-Identifier: GPL-2.0
//! A request takes the UserWriter of a read() to a worker, which has another address space.

#include <kernel/defer/workqueue.hpp>
#include <kernel/file/uaccess.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>

using namespace kernel;

struct Reply {
	Arc<Atomic<u32>> value;
	UserWriter to;
};

class Sensor {
public:
	Sensor(Workqueue queue, Arc<Atomic<u32>> value) : queue_(std::move(queue)), value_(std::move(value)) {}

	Result<usize> read(UserWriter to) const
	{
		Reply reply{ value_.share(), std::move(to) };

		TRY(queue_.spawn<"sensor.reply">(GFP_KERNEL, answer, std::move(reply))); // BUG: types
		queue_.flush();
		return sizeof(u32);
	}

private:
	static void answer(Reply reply)
	{
		const u32 value = reply.value->fetch_add(1, relaxed);

		if (reply.to.write(value).is_error())
			pr_warn_ratelimited("nobody reads {}", value);
	}

	Workqueue queue_;
	Arc<Atomic<u32>> value_;
};
