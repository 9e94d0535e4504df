// SPDX-License-Identifier: GPL-2.0
//! The condition of a wait takes a mutex, while the task is already about to sleep.
//! Like the kernel's "do not call blocking ops when !TASK_RUNNING".

#include <kernel/prelude.hpp>
#include <kernel/wait/wait.hpp>

using namespace kernel;

namespace {

struct Jobs {
	u32 open = 0;
	u32 done = 0;
};

class Spooler final {
public:
	void finish() const
	{
		{
			auto jobs = jobs_.lock();

			jobs->open--;
			jobs->done++;
		}
		changed_.wake_up_all();
	}
	void drain() const
	{
		changed_.wait([this] { return jobs_.lock()->open == 0; }); // BUG: sleep-in-atomic
	}

private:
	Mutex<Jobs, "spooler.jobs"> jobs_;
	WaitQueue<"spooler.changed"> changed_;
};

} // namespace

void drain_spooler();
void drain_spooler()
{
	Spooler spooler;

	spooler.drain();
}
