// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Starting, parking and joining threads.

#include <helpers/kthread.hpp>
#include <helpers/sched.hpp>
#include <linux/err.hpp>
#include <linux/sched/task.hpp>

#include <kernel/kthread.hpp>

namespace kernel {

namespace detail {

int KthreadRecord::main(void *raw)
{
	auto *record = static_cast<KthreadRecord *>(raw);
	ThisKthread self;

	record->result_ = [&] {
		Result<int> result = record->call(self);
		const int *value = result.get();
		return value ? *value : result.to_c();
	}();
	record->finish(self);
	return record->result_;
}

void KthreadRecord::finish(const ThisKthread &self) const
{
	// Whoever is parking waits for kthread_parkme(), and would wait for ever for a thread that has
	// gone. An owner that stops the thread parks nothing any more.
	while (!state_.cmpxchg(State::Running, State::Finished) && !self.should_stop()) {
		self.park_me();
		::kxx_cond_resched();
	}
}

} // namespace detail

void ThisKthread::sleep() const
{
	if (should_park())
		park_me();
	else
		::kxx_kthread_sleep();
}

Result<Kthread> Kthread::adopt(::task_struct *task, Box<detail::KthreadRecord> record)
{
	if (::IS_ERR(task)) [[unlikely]]
		return Error::from_c(::PTR_ERR(task));
	// The task has not been woken, so it cannot have gone yet.
	::get_task_struct(task);
	return Kthread(task, std::move(record));
}

Result<> Kthread::bind(CpuId cpu)
{
	if (!cpu.online())
		return ENODEV;
	::kthread_bind(task_, cpu.number());
	return ok;
}

void Kthread::join()
{
	if (!task_)
		return;
	::kthread_stop(task_);
	::put_task_struct(task_);
	task_ = nullptr;
}

Result<int> Kthread::stop()
{
	join();
	if (!record_.get())
		return EINTR;
	if (record_->result_ < 0)
		return Error::from_c(record_->result_);
	return record_->result_;
}

Result<> Kthread::park() const
{
	using enum detail::KthreadRecord::State;

	if (!task_)
		return ESRCH;
	if (auto was = record_->state_.cmpxchg(Running, Changing); !was)
		return was.old == Finished ? ESRCH : EBUSY;
	const int returned = ::kthread_park(task_);
	record_->state_.store(returned ? Running : Parked, release);
	return Result<>::from_c(returned);
}

void Kthread::unpark() const
{
	using enum detail::KthreadRecord::State;

	if (!task_ || !record_->state_.cmpxchg(Parked, Changing))
		return;
	::kthread_unpark(task_);
	record_->state_.store(Running, release);
}

bool Kthread::finished() const
{
	return !task_ || record_->state_.load(acquire) == detail::KthreadRecord::State::Finished;
}

} // namespace kernel
