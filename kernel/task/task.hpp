// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Tasks: the running task, and any other.
//!
//! C: include/linux/sched.h, include/linux/sched/task.h, include/linux/sched/signal.h
#pragma once

#include <helpers/sched.hpp>
#include <linux/pid.hpp>
#include <linux/sched.hpp>
#include <linux/sched/signal.hpp>
#include <linux/sched/task.hpp>
#include <uapi/linux/sched.hpp>

#include <kernel/base/annotations.hpp>
#include <kernel/base/result.hpp>
#include <kernel/base/share.hpp>
#include <kernel/base/types.hpp>
#include <kernel/memory/ref.hpp>
#include <kernel/task/cred.hpp>
#include <kernel/task/pid_namespace.hpp>
#include <kernel/task/signal.hpp>
#include <kernel/text/format.hpp>

namespace kernel {

/// The policy by which the scheduler chooses a task.
enum class Policy : unsigned {
	Normal = ::macro::SCHED_NORMAL,
	Fifo = ::macro::SCHED_FIFO,
	RoundRobin = ::macro::SCHED_RR,
	Batch = ::macro::SCHED_BATCH,
	Idle = ::macro::SCHED_IDLE,
	Deadline = ::macro::SCHED_DEADLINE,
};

/// The name of a task, at most 15 characters.
struct Comm {
	/// The characters and a terminating NUL.
	char text[16];
};

/// A task, which is a thread of a process or of the kernel. This is a view of the kernel's own
/// object.
///
/// current(), a Ref<Task> or a Kthread gives access to it. All operations are const: the kernel
/// does the locking, and most results may be out of date at once.
///
/// Example:
///     Ref<Task> me = current()->share();
///     test.expect_eq(me->pid(), current()->pid());
///     test.expect(!me->fatal_signal_pending());
class Task {
public:
	Task() = delete;
	Task(const Task &) = delete;
	Task &operator=(const Task &) = delete;

	/// The number in the initial namespace, where gettid() returns it. It is unique among live
	/// tasks.
	i32 pid() const __atomic { return ::task_pid_nr(as_raw()); }
	/// The number of its process in the initial namespace, where getpid() returns it.
	i32 tgid() const __atomic { return ::task_tgid_nr(as_raw()); }
	/// The name, as ps shows it.
	Comm comm() const __atomic
	{
		Comm name;
		::kxx_get_task_comm(name.text, as_raw());
		return name;
	}
	/// Whether this is a kernel thread.
	bool is_kernel_thread() const __atomic { return ::kxx_task_flags(as_raw()) & ::macro::PF_KTHREAD; }
	/// Whether both are threads of one process.
	bool same_process(const Task &other) const __atomic { return ::same_thread_group(as_raw(), other.as_raw()); }
	/// The CPU on which the task runs, or ran last.
	u32 cpu() const __atomic { return ::task_cpu(as_raw()); }

	/// The number in a namespace; 0 if it has none there.
	i32 pid_in(const PidNamespace &ns) const __atomic
	{
		return ::__task_pid_nr_ns(as_raw(), ::PIDTYPE_PID, ns.as_raw());
	}
	/// The number of its process in a namespace; 0 if it has none there.
	i32 tgid_in(const PidNamespace &ns) const __atomic
	{
		return ::__task_pid_nr_ns(as_raw(), ::PIDTYPE_TGID, ns.as_raw());
	}
	/// The namespace in which the task's children get their numbers.
	///
	/// Errors: ESRCH: the task has ended and has none any more.
	Result<Ref<PidNamespace>> pid_namespace() const
	{
		::pid_namespace *raw = ::kxx_get_task_pid_ns(as_raw());

		if (!raw)
			return ESRCH;
		// SAFETY: the reference has been counted.
		return Ref<PidNamespace>::adopt(unsafe, reinterpret_cast<PidNamespace *>(raw));
	}

	/// The credentials with which the task acts.
	Ref<Cred> cred() const
	{
		// SAFETY: get_task_cred() has counted the reference that it returns.
		return Ref<Cred>::adopt(unsafe,
					reinterpret_cast<Cred *>(const_cast<::cred *>(::get_task_cred(as_raw()))));
	}
	/// The real user.
	Kuid uid() const __atomic { return Kuid::from_raw(::kxx_task_uid(as_raw())); }
	/// The effective user.
	Kuid euid() const __atomic { return Kuid::from_raw(::kxx_task_euid(as_raw())); }

	/// Whether a signal is pending, so that an interruptible sleep would end at once.
	bool signal_pending() const __atomic { return ::signal_pending(as_raw()); }
	/// Whether the task is being killed.
	bool fatal_signal_pending() const __atomic { return ::fatal_signal_pending(as_raw()); }
	/// Sends a signal on behalf of the kernel.
	///
	/// Errors: those of send_sig(). It has no effect on a task that has ended.
	/// Context: any except hard interrupts.
	Result<> send_signal(Signal signal) const __atomic
	{
		return Result<>::from_c(::send_sig(signal.number(), as_raw(), 1));
	}
	/// Makes the task run if it sleeps. Returns whether it slept. A task that waits for a
	/// condition in a loop checks it again, so a spurious wake-up is harmless. It is not
	/// harmless for a task that sleeps without a loop, such as a kernel thread that was created
	/// and not started: that thread would run before its creator is done. Call this only for
	/// tasks that are known to wait in a loop.
	///
	/// Context: any.
	bool wake_up() const __atomic { return ::wake_up_process(as_raw()); }

	/// The scheduling policy of the task.
	Policy policy() const __atomic { return Policy{ ::kxx_task_policy(as_raw()) }; }
	/// The nice value, from -20, which gets the most CPU time, to 19.
	i32 nice() const __atomic { return ::task_nice(as_raw()); }
	/// Sets the nice value, and leaves the policy as it is.
	///
	/// Errors: EINVAL: not between -20 and 19.
	/// Context: process; does not sleep.
	Result<> set_nice(i32 nice) const
	{
		if (nice < -20 || nice > 19)
			return EINVAL;
		::set_user_nice(as_raw(), nice);
		return ok;
	}
	/// Selects real-time scheduling, at the one priority that a driver may ask for.
	///
	/// Context: process; may sleep.
	void set_fifo() const __sleeps { ::sched_set_fifo(as_raw()); }
	/// Selects real-time scheduling at the lowest priority.
	///
	/// Context: process; may sleep.
	void set_fifo_low() const __sleeps { ::sched_set_fifo_low(as_raw()); }
	/// Selects ordinary scheduling, with a nice value between -20 and 19.
	///
	/// Errors: EINVAL: not between -20 and 19.
	/// Context: process; may sleep.
	Result<> set_normal(i32 nice) const __sleeps
	{
		if (nice < -20 || nice > 19)
			return EINVAL;
		::sched_set_normal(as_raw(), nice);
		return ok;
	}

	/// Makes another owner of the task's record, which may then outlive the task.
	Ref<Task> share() const;

	friend bool operator==(const Task &a, const Task &b) { return &a == &b; }

	/// Views the kernel's object.
	///
	/// Safety:
	/// - somebody holds a reference to `raw`, or it is the running task, for as long as the
	///   result is used.
	static const Task &from_raw(unsafe_t, ::task_struct *raw) { return *reinterpret_cast<const Task *>(raw); }
	/// The pointer that C functions take.
	[[gnu::always_inline]] ::task_struct *as_raw() const __lifetimebound
	{
		return reinterpret_cast<::task_struct *>(const_cast<Task *>(this));
	}
};

/// A Task is counted by get_task_struct() and put_task_struct().
template <>
struct RefCounted<Task> {
	[[gnu::always_inline]] static void get(Task *task) { ::get_task_struct(task->as_raw()); }
	[[gnu::always_inline]] static void put(unsafe_t, Task *task) __atomic { ::put_task_struct(task->as_raw()); }
};

inline Ref<Task> Task::share() const
{
	// SAFETY: the holder of a Task & keeps the task alive, or is that task.
	return Ref<Task>::share(unsafe, const_cast<Task *>(this));
}

/// The running task, as current() returns it. It cannot be copied, moved or passed to another task,
/// for which it would be wrong. To keep the task, share() it.
///
/// Example:
///     auto me = current();
///     test.expect(me->pid() > 0);
///     test.expect_eq(me.group_leader().pid(), me->tgid());
class CurrentTask : TaskBound, Pinned {
public:
	const Task *operator->() const __lifetimebound { return task_; }
	const Task &operator*() const __lifetimebound { return *task_; }

	/// The first task of this process. Only the running task has this function, since another
	/// task's leader may change.
	const Task &group_leader() const __lifetimebound
	{
		// SAFETY: a running task keeps the leader of its group.
		return Task::from_raw(unsafe, ::kxx_group_leader(task_->as_raw()));
	}

	/// The credentials with which the task acts; valid until the running function changes them.
	const Cred &cred() const __lifetimebound
	{
		// SAFETY: a task keeps its credentials, and only the task itself changes them.
		return Cred::from_raw(unsafe, ::kxx_current_cred());
	}
	/// The namespace that the task numbers its children in.
	///
	/// Context: process, of a task that is not exiting. Code that runs late in a task's exit
	/// (its callbacks, or an interrupt in it) must not call it, since the task has no namespace
	/// any more; Task::pid_namespace() checks for that.
	const PidNamespace &pid_namespace() const __lifetimebound
	{
		// SAFETY: a running task keeps its namespace, and only the task itself changes it.
		return PidNamespace::from_raw(unsafe, ::task_active_pid_ns(task_->as_raw()));
	}

private:
	friend CurrentTask current();
	[[gnu::always_inline]] explicit CurrentTask(const Task &task) : task_(&task) {}

	const Task *task_;
};

/// The task that runs this code; in an interrupt, the interrupted task.
///
/// Context: any.
[[nodiscard, gnu::always_inline]] inline CurrentTask current() __atomic
{
	// SAFETY: the running task exists for as long as it runs.
	return CurrentTask(Task::from_raw(unsafe, ::kxx_current()));
}

template <>
struct format::Formatter<Comm> {
	static const char *as(__lifetimebound const Comm &comm) { return comm.text; }
};

} // namespace kernel
