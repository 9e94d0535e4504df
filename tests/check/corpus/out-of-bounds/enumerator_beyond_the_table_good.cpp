// SPDX-License-Identifier: GPL-2.0
//! The table has an entry for each enumerator.

#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

enum class State : u32 {
	Idle,
	Running,
	Paused,
	Failed,
};

constexpr const char *names[] = { "idle", "running", "paused", "failed" };

class Job final {
public:
	void fail()
	{
		state_ = State::Failed;
		pr_warn("the job is now {}", names[static_cast<u32>(State::Failed)]);
	}
	bool over() const { return state_ == State::Failed; }

private:
	State state_ = State::Idle;
};

} // namespace

bool fail_job();
bool fail_job()
{
	Job job;

	job.fail();
	return job.over();
}
