// SPDX-License-Identifier: GPL-2.0
//! The wait knows the guard of the mutex, and checks its condition with the mutex held before it is about to sleep.

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
		auto jobs = jobs_.lock();

		changed_.wait(jobs, [&] { return jobs->open == 0; });
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
