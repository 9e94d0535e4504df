// SPDX-License-Identifier: GPL-2.0 OR MIT
#include <helpers/sched.hpp>
#include <helpers/workqueue.hpp>
#include <linux/refcount.hpp>

#include <kernel/async/async.hpp>
#include <kernel/base/member.hpp>
#include <kernel/log/print.hpp>
#include <kernel/sync/lockdep.hpp>

namespace kernel::async::detail {

using kernel::detail::owner_of;

Core::State::State()
{
	::INIT_LIST_HEAD(&live);
	::INIT_LIST_HEAD(&ready);
}

bool Core::admit(const Job &job) const
{
	auto state = state_.lock_irqsave();

	if (state->stopping)
		return false;
	::list_add_tail(&job.live_, &state->live);
	job.enqueue(*state);
	return true;
}

void Core::cancel_all() const
{
	auto state = state_.lock_irqsave();

	state->stopping = true;
	for (::list_head *node = state->live.next; node != &state->live; node = node->next) {
		const Job *job = owner_of<&Job::live_>(node);

		job->cancelled_.store(true, relaxed);
		job->enqueue(*state);
	}
}

void Core::wait_empty() const
{
	empty_.wait([&] { return ::list_empty(&state_.lock_irqsave()->live) != 0; });
}

void Core::stop() const __sleeps
{
	cancel_all();
	wait_empty();
	::__flush_workqueue(queue_);
}

constinit const kernel::detail::CallerKind Core::kind{ "an", "async::Executor", stop_left,
						       kernel::detail::Stopping::Sleeps };

void Core::stop_left(::list_head &place)
{
	kernel::detail::CallerPlace::owner<&Core::place_>(place).stop();
}

void Core::run(bool (*enough)()) const
{
	state_.lock_irqsave()->runner = ::kxx_current();
	for (;;) {
		Job *job = nullptr;
		// This comes before the check: a wake-up after it ends the sleep.
		::kxx_begin_idle();
		{
			auto state = state_.lock_irqsave();

			if (!::list_empty(&state->ready)) {
				job = const_cast<Job *>(owner_of<&Job::ready_>(state->ready.next));
				::list_del_init(&job->ready_);
			} else if (::list_empty(&state->live) || enough()) {
				state->runner = nullptr;
				break;
			}
		}
		if (!job)
			::schedule();
		::kxx_end_idle();
		if (job)
			job->step();
		::kxx_cond_resched();
	}
	::kxx_end_idle();
}

Job::Job(const Core &core, const JobOps &ops) : core_(core), ops_(ops)
{
	using Class = LockClass<"async.job", Job>;
	using Done = LockClass<"async.job.done", Job>;

	if (core.queue_)
		::kxx_init_work(&work_, run, Class::name, &Class::key);
	else
		::INIT_LIST_HEAD(&ready_);
	::__init_waitqueue_head(&done_, Done::name, &Done::key);
	::refcount_set(&owners_, 2);
}

void Job::run(::work_struct *work)
{
	const_cast<Job *>(owner_of<&Job::work_>(work))->step();
}

void Job::step()
{
	if (is_ready_) {
		if (!cancelled() && !is_ready_(awaitable_))
			return;
		is_ready_ = nullptr;
	}
	// This is a loop and not a jump from coroutine to coroutine, so the stack does not grow,
	// whether or not the compiler makes tail calls.
	do
		current_.resume();
	while (!is_ready_ && current_);
	if (!current_)
		finish();
}

void Job::finish()
{
	const Core &core = core_;
	bool last;

	// All awaitables of the coroutine are disarmed: only cancel() may still wake it.
	ops_.complete(*this);
	{
		auto state = core.state_.lock_irqsave();

		finished_.store(true, release);
		::list_del(&live_);
		last = state->stopping && ::list_empty(&state->live);
		if (!core.queue_)
			::list_del_init(&ready_);
	}
	// cancel() has also seen that the job has finished. Cancels a spurious wake-up.
	if (core.queue_)
		::cancel_work(&work_);
	::wake_up_all(&done_);
	put();
	// The core lives on; with a queue, until the queue has drained this step.
	if (last)
		core.empty_.wake_up();
}

void Job::enqueue(Core::State &state) const
{
	if (core_.queue_) {
		::queue_work(core_.queue_, &work_);
	} else if (::list_empty(&ready_)) {
		::list_add_tail(&ready_, &state.ready);
		if (state.runner)
			::wake_up_process(state.runner);
	}
}

[[gnu::noinline]] void Job::wake_local() const
{
	auto state = core_.state_.lock_irqsave();

	enqueue(*state);
}

void Job::cancel() const
{
	auto state = core_.state_.lock_irqsave();

	if (finished_.load(relaxed))
		return;
	cancelled_.store(true, relaxed);
	enqueue(*state);
}

void Job::put() const
{
	if (::refcount_dec_and_test(&owners_))
		ops_.destroy(const_cast<Job &>(*this));
}

[[gnu::noinline, gnu::cold]] void warn_of_layout()
{
	pr_err("async: a coroutine that declares no variable has a co_await in a condition, which this "
	       "compiler gets wrong: declare the result first");
}

void wait_finished(const Job &job)
{
	using Mode = kernel::detail::WaitMode<::macro::TASK_UNINTERRUPTIBLE>;
	auto finished = [&] { return job.finished(); };
	long none = 0;

	kernel::detail::wait<Mode>(job.done(), finished, none);
}

void WaitEntry::add(::wait_queue_head *queue, Waker waker)
{
	queue_ = queue;
	waker_ = waker;
	::init_waitqueue_func_entry(&entry_, woken);
	::add_wait_queue(queue_, &entry_);
}

int WaitEntry::woken(::wait_queue_entry *entry, unsigned int, int, void *)
{
	owner_of<&WaitEntry::entry_>(entry)->waker_.wake();
	return 1;
}

} // namespace kernel::async::detail
