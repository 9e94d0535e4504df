// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Kernel threads, joined by their owner.
//!
//! C: include/linux/kthread.h
#pragma once

#include <new>
#include <tuple>
#include <type_traits>
#include <utility>

#include <linux/kthread.hpp>
#include <linux/sched.hpp>

#include <kernel/base/annotations.hpp>
#include <kernel/base/callers.hpp>
#include <kernel/base/result.hpp>
#include <kernel/base/share.hpp>
#include <kernel/base/types.hpp>
#include <kernel/memory/alloc.hpp>
#include <kernel/memory/box.hpp>
#include <kernel/memory/gfp.hpp>
#include <kernel/sync/atomic.hpp>
#include <kernel/task/cpu.hpp>
#include <kernel/task/task.hpp>
#include <kernel/text/format.hpp>

namespace kernel {

class Kthread;
class ThisKthread;

namespace detail {

/// What a thread and its owner share, and who may park it.
class KthreadRecord : Pinned {
public:
	/// Calls the function in the thread and destroys its arguments; returns zero or more, or a
	/// negative errno. Without a thread, destroys the record and frees it.
	using Call = int (*)(KthreadRecord *record, const ThisKthread *self);

	explicit KthreadRecord(Call call) : call_(call) {}

	/// The function that the kernel calls in the new thread; `record` is a KthreadRecord.
	static int main(void *record);

private:
	friend class ::kernel::Kthread;

	enum class State : u32 { Running, Changing, Parked, Finished };

	/// Prevents further park() calls; parks the thread for a call that has already begun.
	void finish(const ThisKthread &self) const;

	/// Zero or more, or a negative errno. The thread writes it; others read it after the thread
	/// has ended.
	int result_ = EINTR.to_c();
	Atomic<State> state_{ State::Running };
	const Call call_;
	/// Is listed until the thread was joined.
	CallerPlace place_;
	::task_struct *task_ = nullptr;
	/// Whether unloading has joined the thread, which can be done only once.
	bool joined_ = false;

	static void stop(::list_head &place);
	static const CallerKind kind;
};

} // namespace detail

/// The running thread, as the first parameter of the function that it runs; it exists only there.
///
/// Example:
///     auto thread = TRY(Kthread::run(fmt("example_loop"), [](const ThisKthread &self) {
///             while (!self.should_stop())
///                     self.sleep();
///     }));
///     TRY(thread.park());
///     thread.unpark();
class ThisKthread : TaskBound, Pinned {
public:
	/// Whether the owner waits for the thread to end. A thread's loop should check it.
	bool should_stop() const __atomic { return ::kthread_should_stop(); }
	/// Whether park() waits for park_me().
	bool should_park() const __atomic { return ::kthread_should_park(); }
	/// If should_park(), sleeps until unpark() or a stop request.
	///
	/// Context: process; may sleep.
	void park_me() const __sleeps { ::kthread_parkme(); }
	/// Sleeps until a stop request, park(), or Kthread::wake_up(). If it is called again while
	/// park() waits, it parks the thread; to do something before that, check should_park(). It
	/// does not miss an earlier request, except a wake_up(): the loop must check the reason for
	/// that itself before it sleeps, with a WaitQueue if the condition is more complex.
	///
	/// Context: process; may sleep.
	void sleep() const __sleeps;

private:
	friend class detail::KthreadRecord;
	ThisKthread() = default;
};

namespace detail {

template <typename Function, typename... Args>
concept runs_as_thread =
	requires(Function function, const ThisKthread &self, Args &&...args) { function(self, std::move(args)...); };

template <typename Function, typename... Args>
class KthreadCall final : public KthreadRecord {
public:
	template <typename... From>
	explicit KthreadCall(Function function, From &&...args)
		: KthreadRecord(call), function_(function), args_(std::forward<From>(args)...), full_(true)
	{
	}
	~KthreadCall()
	{
		if (full_)
			args_.~Tuple();
	}

private:
	using Tuple = std::tuple<Args...>;

	static int call(KthreadRecord *record, const ThisKthread *self);
	Result<int> run(const ThisKthread &self);

	[[no_unique_address]] Function function_;
	union {
		Tuple args_;
	};
	/// Whether args_ still has its objects, because the thread never began.
	bool full_;
};

} // namespace detail

/// A kernel thread: run() starts it; stop() or the destructor tells it to end and waits.
///
/// For something to be done once, or now and then, use a work item, which costs no thread. The
/// thread calls a function with a `const ThisKthread &` and the arguments of run(). These are moved
/// into the thread, which owns them, so they must be sendable and must not borrow
/// (kernel/base/share.hpp). A lambda must capture nothing, since captures could not be checked. The
/// function returns nothing, an int, or a Result of either; stop() returns that value.
///
/// A function that never checks should_stop() keeps the owner waiting. So does one in a wait that
/// nothing interrupts, such as Completion::wait(); a stop request ends those that a signal ends, such
/// as a wait for a message. The function may return early. A thread that is stopped before it has run
/// never calls the function: stop() returns EINTR, and the owner destroys the arguments.
///
/// The thread must not destroy its own Kthread: it would wait for its own end. So if an object
/// holds the Kthread, the thread must not own an Arc of that object, which might be the last; an
/// object that outlives both must stop the thread.
///
/// Invariants:
/// - `record_` belongs to this owner and outlives the thread; or it is null after a move, and
///   `task_` means nothing.
/// - `task_` holds a reference, or is null after the thread has been joined.
///
/// Example:
///     auto thread = TRY(Kthread::run(fmt("example_moved/{}", 1), [](const ThisKthread &self, Box<u32> n) {
///             while (!self.should_stop())
///                     self.sleep();
///             return static_cast<int>(*n);
///     }, TRY(make_box<u32>(GFP_KERNEL, 42u))));
///     test.expect(thread.stop().is_ok() || thread.stop().error() == EINTR);
class [[nodiscard]] Kthread {
public:
	/// Says that it calls functions of the module, which must be stopped before unloading.
	using Caller = void;

	/// Starts a thread. The name is cut to 15 characters if the kernel has no room for more.
	///
	/// Errors: ENOMEM; EINTR: the caller was killed during the call.
	/// Context: process; may sleep.
	template <format::message Name, typename Function, typename... Args>
	static Result<Kthread> run(Name &&name, Function function, Args &&...args) __sleeps
	{
		Kthread thread = TRY(create(name, function, std::forward<Args>(args)...));
		thread.wake_up();
		return thread;
	}
	/// Starts a thread that runs on one processor. If that goes offline, the thread runs
	/// elsewhere.
	///
	/// Errors: ENOMEM; EINTR: the caller was killed during the call; ENODEV: `cpu` is offline.
	/// Context: process; may sleep.
	template <format::message Name, typename Function, typename... Args>
	static Result<Kthread> run_on(CpuId cpu, Name &&name, Function function, Args &&...args) __sleeps
	{
		Kthread thread = TRY(create(name, function, std::forward<Args>(args)...));
		TRY(thread.bind(cpu));
		thread.wake_up();
		return thread;
	}

	[[gnu::always_inline]] Kthread(Kthread &&other) noexcept
		: task_(other.task_), record_(std::exchange(other.record_, nullptr))
	{
	}
	Kthread &operator=(Kthread &&other) noexcept __sleeps
	{
		Kthread old(std::move(other));

		std::swap(task_, old.task_);
		std::swap(record_, old.record_);
		return *this;
	}
	[[gnu::always_inline]] ~Kthread() __waits_for_callback
	{
		if (record_)
			end();
	}

	/// Tells the thread to end, waits until it has ended, and returns the result of its
	/// function. Further calls return the same.
	///
	/// Errors: EINTR: it never ran; those of the function.
	/// Context: process; may sleep.
	Result<int> stop() __sleeps __waits_for_callback;

	/// Asks the thread to park itself and waits until it has done so.
	///
	/// Errors: ESRCH: its function has returned; EBUSY: it is parked, or another caller is
	/// parking it.
	/// Context: process; may sleep. Not by the thread itself.
	Result<> park() const __sleeps __waits_for_callback;
	/// Lets the thread continue. It has no effect on a thread that is not parked.
	///
	/// Context: process; may sleep.
	void unpark() const __sleeps;
	/// Makes the thread run if it sleeps. Returns whether it slept.
	///
	/// Context: any.
	bool wake_up() const __atomic { return record_ && task_ && ::wake_up_process(task_); }

	/// Whether its function has returned.
	bool finished() const __atomic;

	/// The thread as a task, for its number, its name and its scheduling.
	///
	/// Errors: ESRCH: the thread was joined.
	Result<Ref<Task>> task() const __atomic
	{
		if (!as_raw())
			return ESRCH;
		// SAFETY: this owner has a reference.
		return Task::from_raw(unsafe, task_).share();
	}

	/// The pointer that C functions take; null after the thread was joined.
	::task_struct *as_raw() const __lifetimebound { return record_ ? task_ : nullptr; }

private:
	Kthread(::task_struct *task, detail::KthreadRecord *record) : task_(task), record_(record) {}

	/// Makes a thread that sleeps until it is woken for the first time.
	template <typename Name, typename Function, typename... Args>
	static Result<Kthread> create(const Name &name, Function function, Args &&...args);
	/// Takes the new task, or the error, from C.
	static Result<Kthread> adopt(::task_struct *task, detail::KthreadRecord *record);
	Result<> bind(CpuId cpu);
	void join() __sleeps;
	/// Joins the thread and destroys the record.
	void end() __sleeps;

	::task_struct *task_;
	detail::KthreadRecord *record_;
};

/// A Kthread is two pointers, and nobody knows their address.
template <>
inline constexpr bool relocatable<Kthread> = true;

// Implementation

namespace detail {

template <typename Function, typename... Args>
int KthreadCall<Function, Args...>::call(KthreadRecord *record, const ThisKthread *self)
{
	auto *mine = static_cast<KthreadCall *>(record);

	if (self) {
		Result<int> done = mine->run(*self);
		const int *value = done.get();
		return value ? *value : done.to_c();
	}
	// SAFETY: from into_raw() of the Box in Kthread::create(), whose last user ends it.
	auto gone = Box<KthreadCall>::from_raw(unsafe, mine);
	return 0;
}

template <typename Function, typename... Args>
[[gnu::always_inline]] inline Result<int> KthreadCall<Function, Args...>::run(const ThisKthread &self)
{
	Tuple args = std::move(args_);

	args_.~Tuple();
	full_ = false;
	return std::apply(
		[&](Args &...each) -> Result<int> {
			using Returned = decltype(function_(self, std::move(each)...));

			if constexpr (std::is_void_v<Returned>) {
				function_(self, std::move(each)...);
				return 0;
			} else if constexpr (std::is_same_v<Returned, Result<>>) {
				TRY(function_(self, std::move(each)...));
				return 0;
			} else {
				return function_(self, std::move(each)...);
			}
		},
		args);
}

} // namespace detail

template <typename Name, typename Function, typename... Args>
Result<Kthread> Kthread::create(const Name &name, Function function, Args &&...args)
{
	static_assert(std::is_empty_v<Function> || std::is_pointer_v<Function>,
		      "a thread's function captures nothing: hand over what it needs as arguments of "
		      "run(), which are moved into the thread");
	// A pointer in a struct is neither; the second message says more of it.
	static_assert(((sendable<std::decay_t<Args>> || borrows<std::decay_t<Args>>) && ...),
		      "what a thread is given must be sendable: it is used and destroyed by another "
		      "task, see kernel/base/share.hpp");
	static_assert((!borrows<std::decay_t<Args>> && ...),
		      "what a thread is given must not borrow: what a pointer, a Span, a BStr or a CStr "
		      "looks at may be gone by then; hand over an Arc, a Box, a CString, or an Outlives");
	static_assert(detail::runs_as_thread<Function, std::decay_t<Args>...>,
		      "a thread's function takes a const ThisKthread & and what run() was given");

	auto made = TRY((make_box<detail::KthreadCall<Function, std::decay_t<Args>...>>(GFP_KERNEL, function,
											std::forward<Args>(args)...)));
	detail::KthreadRecord *record = std::move(made).into_raw();
	return adopt(name.call([&](const char *format, auto... parts) {
		return ::kthread_create_on_node(detail::KthreadRecord::main, record, -1, format, parts...);
	}),
		     record);
}

} // namespace kernel
