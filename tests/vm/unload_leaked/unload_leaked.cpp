// SPDX-License-Identifier: GPL-2.0
//! unload_leaked: loses owners of everything that calls the module, and is unloaded.

#include <kernel/async/executor.hpp>
#include <kernel/async/sleep.hpp>
#include <kernel/attr/configfs.hpp>
#include <kernel/attr/debugfs.hpp>
#include <kernel/attr/sysfs.hpp>
#include <kernel/defer/hrtimer.hpp>
#include <kernel/defer/timer.hpp>
#include <kernel/defer/workqueue.hpp>
#include <kernel/file/miscdevice.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>
#include <kernel/sync/mutex.hpp>
#include <kernel/sync/rcu_ptr.hpp>
#include <kernel/sync/spinlock.hpp>
#include <kernel/task/kthread.hpp>

using namespace kernel;

namespace {

constinit Param<bool> fail{ false };

/// Lost by into_raw(): ticks for ever.
class Beat final : Pinned {
public:
	void start() const { timer_.arm(1_ms); }

private:
	void tick() const { start(); }

	Timer<Beat, "leaked.beat"> timer_{ calls<&Beat::tick, &Beat::timer_> };
};

class Opened {
public:
	Result<usize> read(const File &, UserWriter) const { return 0; }
};

/// Lost in a cycle of owners: the queue, the thread, the executor and the device run or can be opened.
class Running final : Pinned {
public:
	Running(Workqueue queue, async::Executor executor) : queue_(std::move(queue)), executor_(std::move(executor)) {}

	static Result<> lose()
	{
		auto queue = TRY(Workqueue::create(fmt("unload_leaked")));
		auto executor = TRY(async::Executor::create(fmt("unload_leaked_jobs")));
		auto unique = TRY(make_unique_arc<Running>(GFP_KERNEL, std::move(queue), std::move(executor)));

		TRY(unique->device_.publish());
		TRY(unique->executor_.spawn(GFP_KERNEL, [](Gfp) -> Async<> {
			for (;;)
				CO_TRY(co_await async::sleep(1_ms));
		})).detach();
		Arc<Running> self = std::move(unique);
		auto thread = TRY(Kthread::run(fmt("leaked_thread"), [](const ThisKthread &self) {
			while (!self.should_stop())
				self.sleep();
		}));
		TRY(self->threads_.lock()->push(std::move(thread), GFP_KERNEL));
		TRY(self->owners_.lock()->push(self.share(), GFP_KERNEL));
		self->poll();
		return ok;
	}

private:
	void poll() const { queue_.enqueue_delayed(poll_, 1_ms); }

	Mutex<Vec<Arc<Running>>, "leaked.owners"> owners_;
	Mutex<Vec<Kthread>, "leaked.threads"> threads_;
	misc::Device<Opened, "unload-leaked"> device_;
	Workqueue queue_;
	async::Executor executor_;
	DelayedWork<Running, "leaked.poll"> poll_{ calls<&Running::poll, &Running::poll_> };
};

class Item final : public configfs::Item<Item> {};

/// Lost in the same way: members that start each other, and directories.
class Members final : Pinned {
public:
	static Result<> lose()
	{
		auto unique = TRY(make_unique_arc<Members>(GFP_KERNEL));

		TRY(unique->config_.publish("unload_leaked"));
		TRY(unique->files_.publish<attr::ReadOnly<"runs", &Members::runs_>>("unload_leaked"));
		unique->debug_.publish("unload_leaked").read_only<&Members::runs>("runs");
		Arc<Members> self = std::move(unique);
		TRY(self->owners_.lock()->push(self.share(), GFP_KERNEL));
		self->timer_.start(100_us);
		return ok;
	}

	Result<Box<Item>> make_item(CStr) const { return make_box<Item>(GFP_KERNEL); }

private:
	void work() const
	{
		runs_.inc();
		timer_.start(100_us);
	}
	HrRestart expired(const HrExpiry<clock::Monotonic> &) const
	{
		workqueue::system().enqueue(work_);
		return restart::no;
	}
	u32 runs() const { return runs_.load(relaxed); }

	Atomic<u32> runs_;
	Mutex<Vec<Arc<Members>>, "leaked.members"> owners_;
	Work<Members, "leaked.work"> work_{ calls<&Members::work, &Members::work_, &Members::timer_, &Members::config_,
						  &Members::debug_, &Members::files_> };
	HrTimer<Members> timer_{
		calls<&Members::expired, &Members::timer_, &Members::config_, &Members::debug_, &Members::files_>
	};
	configfs::Subsystem<Members> config_{ this_is<&Members::config_, &Members::debug_, &Members::files_> };
	debugfs::ScopedDir<Members> debug_{ this_is<&Members::debug_, &Members::files_> };
	sysfs::Dir<Members> files_{ this_is<&Members::files_> };
};

/// Its timer gives up the only owner, so RCU destroys it, at a time when the module may be unloading.
class Fading final : Pinned {
public:
	static Result<> lose(Delta after)
	{
		auto made = TRY(make_rcu_box<Fading>(GFP_KERNEL));
		const Fading &self = *made;

		self.owner_.lock_bh()->replace(std::move(made));
		self.timer_.arm(after);
		return ok;
	}

private:
	void fade() const { owner_.lock()->take(); }

	SpinLock<RcuPtr<Fading>, "leaked.fading_owner"> owner_;
	Timer<Fading, "leaked.fading"> timer_{ calls<&Fading::fade, &Fading::timer_> };
};

class UnloadLeaked final {
public:
	Result<> init()
	{
		auto *beat = TRY(make_box<Beat>(GFP_KERNEL)).into_raw();
		beat->start();
		TRY(Running::lose());
		TRY(Members::lose());
		// Around the time at which the scenario unloads the module.
		for (u32 n = 0; n < 120; n++)
			TRY(Fading::lose(Delta::milliseconds(20 + n)));
		pr_info("everything is lost");
		if (fail.get())
			return ENODEV;
		return ok;
	}
};

} // namespace

KERNEL_MODULE(UnloadLeaked, {
	.name = "unload_leaked",
	.license = "GPL",
	.params = {
		{ .name = "fail", .value = fail, .description = "Whether init fails in the end" },
	},
})
