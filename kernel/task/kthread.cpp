// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Starting, parking and joining threads.

#include <helpers/kthread.hpp>
#include <helpers/sched.hpp>
#include <linux/err.hpp>
#include <linux/sched/task.hpp>

#include <kernel/task/kthread.hpp>

namespace kernel {

namespace detail {

int KthreadRecord::main(void *raw)
{
	auto *record = static_cast<KthreadRecord *>(raw);
	ThisKthread self;

	record->result_ = record->call_(record, &self);
	record->finish(self);
	return record->result_;
}

constinit const CallerKind KthreadRecord::kind{ "thread", nullptr, stop, Stopping::Sleeps };

void KthreadRecord::stop(::list_head &place)
{
	KthreadRecord &record = CallerPlace::owner<&KthreadRecord::place_>(place);
	char name[TASK_COMM_LEN];

	::kxx_get_task_comm(name, record.task_);
	report_caller("thread", name);
	::kthread_stop(record.task_);
	record.joined_ = true;
}

void KthreadRecord::finish(const ThisKthread &self) const
{
	// A caller of park() waits for kthread_parkme(), and would wait for ever for a thread that
	// has exited. An owner that stops the thread does not park it any more.
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

Result<Kthread> Kthread::adopt(::task_struct *task, detail::KthreadRecord *record)
{
	if (::IS_ERR(task)) [[unlikely]] {
		record->call_(record, nullptr);
		return Error::from_c(::PTR_ERR(task));
	}
	// The task has not been woken, so it cannot have exited yet.
	::get_task_struct(task);
	record->task_ = task;
	record->place_.enter(detail::KthreadRecord::kind);
	return Kthread(task, record);
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
	record_->place_.leave();
	if (!record_->joined_) [[likely]]
		::kthread_stop(task_);
	::put_task_struct(task_);
	task_ = nullptr;
}

void Kthread::end()
{
	join();
	record_->call_(record_, nullptr);
}

Result<int> Kthread::stop()
{
	if (!record_)
		return EINTR;
	join();
	if (record_->result_ < 0)
		return Error::from_c(record_->result_);
	return record_->result_;
}

Result<> Kthread::park() const
{
	using enum detail::KthreadRecord::State;

	if (!as_raw())
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

	if (!as_raw() || !record_->state_.cmpxchg(Parked, Changing))
		return;
	::kthread_unpark(task_);
	record_->state_.store(Running, release);
}

bool Kthread::finished() const
{
	return !as_raw() || record_->state_.load(acquire) == detail::KthreadRecord::State::Finished;
}

} // namespace kernel
