// SPDX-License-Identifier: GPL-2.0
//! A record keeps the results of two steps, and its reader looks at one of them.

#include <kernel/prelude.hpp>
#include <kernel/task/kthread.hpp>

using namespace kernel;

namespace {

struct Outcome {
	Result<int> stopped;
	Result<> flushed;
};

class Cache final : Pinned {
public:
	Result<> flush() const
	{
		if (*dirty_.lock() > 100)
			return EIO;
		return ok;
	}

private:
	Mutex<u32, "caches.dirty"> dirty_;
};

Outcome finish(Kthread &thread, const Cache &cache)
{
	return { thread.stop(), cache.flush() };
}

class Caches final : Pinned {
public:
	Result<> init()
	{
		auto thread = TRY(Kthread::run(fmt("caches"), [](const ThisKthread &self) {
			while (!self.should_stop())
				self.sleep();
		}));
		Outcome outcome = finish(thread, cache_);

		if (outcome.stopped.is_error())
			pr_info("it never ran");
		TRY(std::move(outcome.flushed));
		return ok;
	}

private:
	Cache cache_;
};

} // namespace

KERNEL_MODULE(Caches, { .name = "minimal", .license = "GPL" })
