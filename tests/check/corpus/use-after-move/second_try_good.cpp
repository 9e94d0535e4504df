// SPDX-License-Identifier: GPL-2.0
//! There is room for the job before it is pushed, so that no push takes it and fails.

#include <kernel/prelude.hpp>

using namespace kernel;

struct Job {
	explicit Job(u32 tag) : tag(tag) {}

	u32 tag;
	u64 started = 0;
};

class JobTable {
public:
	/// Prefers the short table, which does not make the caller wait for memory.
	Result<> add(u32 tag, u64 now)
	{
		auto job = TRY(make_box<Job>(GFP_KERNEL, tag));

		job->started = now;
		if (fast_.reserve(1, GFP_NOWAIT).is_error()) {
			slow_adds_++;
			return slow_.push(std::move(job), GFP_KERNEL);
		}
		return fast_.push_reserved(std::move(job));
	}
	const Job *find(u32 tag) const & __lifetimebound
	{
		for (const auto &job : slow_)
			if (job->tag == tag)
				return job.get();
		return nullptr;
	}
	u32 slow_adds() const { return slow_adds_; }

private:
	Vec<Box<Job>> fast_, slow_;
	u32 slow_adds_ = 0;
};
