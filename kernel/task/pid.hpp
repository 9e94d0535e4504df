// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Identities of tasks that stay unique when a number is reused.
//!
//! C: include/linux/pid.h
#pragma once

#include <linux/pid.hpp>
#include <linux/sched/signal.hpp>

#include <kernel/base/annotations.hpp>
#include <kernel/base/result.hpp>
#include <kernel/base/types.hpp>
#include <kernel/memory/ref.hpp>
#include <kernel/task/pid_namespace.hpp>
#include <kernel/task/signal.hpp>
#include <kernel/task/task.hpp>

namespace kernel {

/// The identity of a task. Keep it instead of a number, which another task may get later, and
/// instead of a Ref<Task>, which keeps ten times the memory.
///
/// Example:
///     Ref<Pid> me = TRY(Pid::of(*current()));
///     test.expect_eq(me->number(), current()->pid());
///     test.expect(TRY(me->task())->pid() == current()->pid());
class Pid {
public:
	Pid() = delete;
	Pid(const Pid &) = delete;
	Pid &operator=(const Pid &) = delete;

	/// Finds the identity that has a number in the namespace of the running task.
	///
	/// Errors: ESRCH.
	/// Context: process, of a task that is not exiting: see CurrentTask::pid_namespace().
	static Result<Ref<Pid>> find(i32 number) { return adopted(::find_get_pid(number)); }
	/// The identity of a task.
	///
	/// Errors: ESRCH: the task has ended and has none any more.
	static Result<Ref<Pid>> of(const Task &task) { return adopted(::get_task_pid(task.as_raw(), ::PIDTYPE_PID)); }

	/// The number in the initial namespace.
	i32 number() const __atomic { return ::pid_nr(as_raw()); }
	/// The number in the namespace of the running task; 0 if it has none there.
	i32 number_here() const __atomic { return ::pid_vnr(as_raw()); }
	/// The number in a namespace; 0 if it has none there.
	i32 number_in(const PidNamespace &ns) const __atomic { return ::pid_nr_ns(as_raw(), ns.as_raw()); }
	/// The task.
	///
	/// Errors: ESRCH: the task has ended.
	Result<Ref<Task>> task() const
	{
		::task_struct *raw = ::get_pid_task(as_raw(), ::PIDTYPE_PID);

		if (!raw)
			return ESRCH;
		// SAFETY: get_pid_task() has counted the reference that it returns.
		return Ref<Task>::adopt(unsafe, reinterpret_cast<Task *>(raw));
	}
	/// Sends a signal to the process, on behalf of the kernel.
	///
	/// Errors: ESRCH: the task has ended.
	Result<> send_signal(Signal signal) const { return Result<>::from_c(::kill_pid(as_raw(), signal.number(), 1)); }

	/// Makes another owner.
	inline Ref<Pid> share() const;

	friend bool operator==(const Pid &a, const Pid &b) { return &a == &b; }

	/// Views the `struct pid` that C passes.
	///
	/// Safety:
	/// - somebody keeps `raw` for as long as the result is used.
	static const Pid &from_raw(unsafe_t, ::pid *raw) { return *reinterpret_cast<const Pid *>(raw); }
	[[gnu::always_inline]] ::pid *as_raw() const __lifetimebound
	{
		return reinterpret_cast<::pid *>(const_cast<Pid *>(this));
	}

private:
	static inline Result<Ref<Pid>> adopted(::pid *raw);
};

template <>
struct RefCounted<Pid> {
	static void get(Pid *pid) { ::get_pid(pid->as_raw()); }
	static void put(unsafe_t, Pid *pid) __atomic { ::put_pid(pid->as_raw()); }
};

inline Ref<Pid> Pid::share() const
{
	// SAFETY: the holder of a reference keeps the object alive.
	return Ref<Pid>::share(unsafe, const_cast<Pid *>(this));
}

inline Result<Ref<Pid>> Pid::adopted(::pid *raw)
{
	if (!raw)
		return ESRCH;
	// SAFETY: the function that found it has counted the reference.
	return Ref<Pid>::adopt(unsafe, reinterpret_cast<Pid *>(raw));
}

} // namespace kernel
