// SPDX-License-Identifier: GPL-2.0
//! A vector is cleared under a spinlock, and the destructor of each element waits for a thread.

#include <kernel/prelude.hpp>
#include <kernel/task/kthread.hpp>
#include <kernel/time/delay.hpp>

using namespace kernel;

namespace {

void serve(const ThisKthread &self)
{
	while (!self.should_stop())
		sleep(50_ms);
}

class Worker final {
public:
	Worker(u32 number, Kthread thread) : number_(number), thread_(std::move(thread)) {}
	u32 number() const { return number_; }

private:
	u32 number_;
	Kthread thread_;
};

class Crew final {
public:
	Result<> hire(u32 number) const
	{
		auto thread = TRY(Kthread::run(fmt("crew/{}", number), serve));
		auto worker = TRY(make_box<Worker>(GFP_KERNEL, number, std::move(thread)));
		auto workers = workers_.lock();

		return workers->push(std::move(worker), GFP_ATOMIC);
	}
	void dismiss() const
	{
		auto workers = workers_.lock();

		workers->clear(); // BUG: sleep-in-atomic
	}

private:
	SpinLock<Vec<Box<Worker>>, "crew.workers"> workers_;
};

} // namespace

Result<> one_shift();
Result<> one_shift()
{
	Crew crew;

	for (u32 number = 0; number < 3; number++)
		TRY(crew.hire(number));
	crew.dismiss();
	return ok;
}
