// SPDX-License-Identifier: GPL-2.0
//! What another task gets are values, owners, functions, and pointers that say that they outlive it.

#include <kernel/defer/workqueue.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>
#include <kernel/task/kthread.hpp>

using namespace kernel;

static constinit Atomic<u32> rounds{ 0 };

class Parcel {
public:
	Parcel(Box<u32> value, Arc<Mutex<Vec<u32>, "parcel.list">> list, CString name)
		: value_(std::move(value)), list_(std::move(list)), name_(std::move(name))
	{
	}
	void open() const { done_(*value_); }

private:
	static void print(u32 value) { pr_info("{}", value); }

	Box<u32> value_;
	Arc<Mutex<Vec<u32>, "parcel.list">> list_;
	CString name_;
	void (*done_)(u32) = print;
	// SAFETY: `rounds` is a static, which lives as long as the module.
	Outlives<Atomic<u32>> rounds_{ unsafe, &rounds };
};

class Sender {
public:
	explicit Sender(Workqueue queue) : queue_(std::move(queue)) {}

	Result<> send(Parcel parcel) const
	{
		auto open = [](Parcel parcel) { parcel.open(); };

		return queue_.spawn<"parcel">(GFP_KERNEL, open, std::move(parcel));
	}

private:
	Workqueue queue_;
};
