// SPDX-License-Identifier: GPL-2.0
//! A new enumerator has no entry in the table that it indexes.

#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

enum class State : u32 {
	Idle,
	Running,
	Paused,
	Failed,
};

constexpr const char *names[] = { "idle", "running", "paused" };

class Job final {
public:
	void fail()
	{
		state_ = State::Failed;
		pr_warn("the job is now {}", names[static_cast<u32>(State::Failed)]); // BUG: out-of-bounds
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
