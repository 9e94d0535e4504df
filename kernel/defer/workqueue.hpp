// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Work queues, which run functions later in a kernel worker, where they may sleep.
//!
//! C: include/linux/workqueue.h
//!
//! kernel/defer/work.hpp has the items that can be enqueued. Items that a queue owns (WorkItem,
//! spawn()) go to a Workqueue of the module, whose destructor lets them all run; a Work, which
//! somebody else owns, may also go to the kernel's own queues (kernel/defer/system_queue.hpp).
//! doc/design/work_items.md explains why.
#pragma once

#include <new>
#include <tuple>
#include <type_traits>
#include <utility>

#include <helpers/workqueue.hpp>
#include <linux/workqueue.hpp>

#include <kernel/base/annotations.hpp>
#include <kernel/base/literal.hpp>
#include <kernel/base/result.hpp>
#include <kernel/base/share.hpp>
#include <kernel/defer/system_queue.hpp>
#include <kernel/defer/work.hpp>
#include <kernel/defer/work_item.hpp>
#include <kernel/memory/alloc.hpp>
#include <kernel/memory/arc.hpp>
#include <kernel/memory/box.hpp>
#include <kernel/sync/lockdep.hpp>
#include <kernel/text/format.hpp>
#include <kernel/time/jiffies.hpp>

namespace kernel {

/// The result of enqueueing an owner: the queue has taken it, or it was refused and is in this
/// object.
///
/// Work is refused when it is already pending, or is delayed and its Workqueue is being destroyed.
///
/// Invariants:
/// - `owner_` holds an owner if and only if `refused_`.
///
/// Example:
///     struct Item : WorkItem<Item, "example.twice"> {
///             static void run(Arc<Item>) {}
///     };
///     auto queue = TRY(Workqueue::create(fmt("example_twice")));
///     auto item = TRY(make_arc<Item>(GFP_KERNEL));
///     auto enqueued = queue.enqueue(item.share());
///     if (Arc<Item> *back = enqueued.refused())
///             test.expect(ptr_eq(*back, item));
template <typename Pointer>
class [[nodiscard]] Enqueued {
public:
	/// The queue has taken the owner.
	Enqueued(Ok) : none_{}, refused_(false) {}
	/// The queue refused the owner and returns it.
	Enqueued(Pointer owner) : owner_(std::move(owner)), refused_(true) {}
	Enqueued(Enqueued &&other) noexcept : none_{}, refused_(other.refused_)
	{
		if (refused_)
			::new (static_cast<void *>(&owner_)) Pointer(std::move(other.owner_));
	}
	Enqueued &operator=(Enqueued &&) = delete;
	[[gnu::always_inline]] ~Enqueued()
	{
		if (refused_)
			owner_.~Pointer();
	}

	bool is_ok() const { return !refused_; }
	/// Whether the queue has taken the owner.
	explicit operator bool() const { return is_ok(); }

	/// The refused owner; null if the queue has taken it.
	__may_be_null Pointer *refused() & __lifetimebound { return refused_ ? &owner_ : nullptr; }
	Pointer *refused() && = delete;

	/// Says explicitly that both results are acceptable; a refused owner is dropped.
	void ignore() const {}

private:
	union {
		struct {
		} none_;
		Pointer owner_;
	};
	bool refused_;
};

/// The options of a Workqueue. The defaults are the kernel's: a worker on the CPU that enqueues, up
/// to 256 items at once.
struct WorkqueueOptions {
	/// One item at a time, in the order of enqueueing. Excludes `max_active`.
	bool ordered = false;
	/// Uses workers that the scheduler may move, for items that take long.
	bool unbound = false;
	/// Uses workers with high priority.
	bool high_priority = false;
	/// Makes progress even when there is no memory, for items that help to free some. It costs
	/// a task.
	bool memory_reclaim = false;
	/// Stops while the system is suspended.
	bool freezable = false;
	/// Does not count as running, for items that compute for long on their CPU.
	bool cpu_intensive = false;
	/// Is unbound if the system was booted to save power.
	bool power_efficient = false;
	/// Shows the queue in /sys/devices/virtual/workqueue. Excludes `ordered`.
	bool sysfs = false;
	/// The number of items that run at once, per CPU, up to 512; 0 means the default.
	u32 max_active = 0;
};

namespace detail {

/// The two halves of a Workqueue.
struct QueueParts {
	::workqueue_struct *queue;
	Delays *delays;
};

Result<QueueParts> create_queue(::workqueue_struct *made);
void destroy_queue(QueueParts parts);

/// The C flags, or an error for options that exclude each other.
inline Result<u32> queue_flags(const WorkqueueOptions &options)
{
	u32 flags = 0;

	if (options.max_active > static_cast<u32>(::WQ_MAX_ACTIVE) ||
	    (options.ordered && (options.max_active > 1 || options.sysfs)))
		return EINVAL;
	if (options.ordered)
		flags |= ::kxx_wq_ordered();
	if (options.unbound)
		flags |= ::WQ_UNBOUND;
	if (options.high_priority)
		flags |= ::WQ_HIGHPRI;
	if (options.memory_reclaim)
		flags |= ::WQ_MEM_RECLAIM;
	if (options.freezable)
		flags |= ::WQ_FREEZABLE;
	if (options.cpu_intensive)
		flags |= ::WQ_CPU_INTENSIVE;
	if (options.power_efficient)
		flags |= ::WQ_POWER_EFFICIENT;
	if (options.sysfs)
		flags |= ::WQ_SYSFS;
	return flags;
}

template <typename T>
inline constexpr bool is_function_pointer = std::is_pointer_v<T> && std::is_function_v<std::remove_pointer_t<T>>;

/// The object that spawn() allocates.
template <Literal name, typename Function, typename... Args>
struct Spawned {
	::work_struct raw;
	[[no_unique_address]] Function function;
	std::tuple<Args...> arguments;

	static void run(::work_struct *raw)
	{
		auto *self = const_cast<Spawned *>(owner_of<&Spawned::raw>(raw));

		std::apply(self->function, std::move(self->arguments));
		self->~Spawned();
		Kmalloc::free(self);
	}
};

} // namespace detail

/// A work queue of this module. Its destructor lets all items run, and returns when they are done.
///
/// It takes items that it then owns, in an Arc or a Box, and the Work and DelayedWork of other
/// owners: `enqueue(work)` and `enqueue_on(cpu, work)` are those of SystemQueue.
///
/// For an occasional Work, workqueue::system() is enough. Objects that items refer to must outlive
/// the queue: declare the queue last, or after those objects. When the queue is destroyed, all
/// delays end at once, and a new delay is refused. An item that enqueues *itself* again without a
/// delay keeps the destructor waiting for ever, so it must stop by itself. An item must not be the
/// last owner of its queue: it would wait for itself.
///
/// All operations are const: any number of tasks may use one queue at once.
///
/// Invariants:
/// - `queue_` and `delays_` came from detail::create_queue(), or are null after a move.
///
/// Example:
///     auto queue = TRY(Workqueue::create(fmt("example_ordered/{}", 7), { .ordered = true }));
///     TRY(queue.spawn<"example.once">(GFP_KERNEL, [](u32 n) { pr_info("{}", n); }, 42u));
///     queue.flush();
class [[nodiscard]] Workqueue : public detail::Queue {
public:
	/// Says that it calls functions of the module, which must be stopped before unloading.
	using Caller = void;

	/// Makes a queue with this name: `create(fmt("disk/{}", minor), { .ordered = true })`. The
	/// kernel cuts the name to 23 or 31 characters.
	///
	/// Errors: ENOMEM; EINVAL: `max_active` is too large, or `max_active` or `sysfs` is given
	/// for an ordered queue.
	/// Context: process; may sleep.
	template <format::message Name>
	static Result<Workqueue> create(Name &&name, const WorkqueueOptions &options = {}) __sleeps
	{
		const u32 flags = TRY(detail::queue_flags(options));
		const int most = options.ordered ? 1 : static_cast<int>(options.max_active);

		return Workqueue(TRY(detail::create_queue(name.call([&](const char *text, auto... raw) {
					 return ::alloc_workqueue(text, flags, most, raw...);
				 }))),
				 options);
	}
	Workqueue(Workqueue &&other) noexcept
		: Queue(std::exchange(other.queue_, nullptr)), delays_(other.delays_), ordered_(other.ordered_)
	{
	}
	Workqueue &operator=(Workqueue &&) = delete;
	~Workqueue() __sleeps __waits_for_callback
	{
		if (queue_)
			detail::destroy_queue({ queue_, delays_ });
	}

	using Queue::enqueue;
	using Queue::enqueue_on;

	/// Moves a reference to `item` into the queue; run() gets it. A pending item is refused,
	/// and the reference comes back. If T has several work items, use `enqueue<"name">()`.
	///
	/// Context: any.
	template <typename T>
	[[gnu::always_inline]] Enqueued<Arc<T>> enqueue(Arc<T> item) const __atomic
	{
		return push<detail::OnlyItem<T>>(::WORK_CPU_UNBOUND, std::move(item));
	}
	template <Literal name, typename T>
	[[gnu::always_inline]] Enqueued<Arc<T>> enqueue(Arc<T> item) const __atomic
	{
		return push<WorkItem<T, name>>(::WORK_CPU_UNBOUND, std::move(item));
	}
	/// Moves the object into the queue; run() gets it. An object with one owner is never
	/// pending, so this cannot fail.
	///
	/// Context: any.
	template <typename T>
	[[gnu::always_inline]] void enqueue(Box<T> item) const __atomic
	{
		push<detail::OnlyItem<T>>(::WORK_CPU_UNBOUND, std::move(item));
	}
	template <Literal name, typename T>
	[[gnu::always_inline]] void enqueue(Box<T> item) const __atomic
	{
		push<WorkItem<T, name>>(::WORK_CPU_UNBOUND, std::move(item));
	}
	/// Like enqueue(), on a worker of CPU `cpu`, or of any CPU if that one does not exist.
	///
	/// Context: any.
	template <typename T>
	Enqueued<Arc<T>> enqueue_on(u32 cpu, Arc<T> item) const __atomic
	{
		return push<detail::OnlyItem<T>>(::kxx_work_cpu(cpu), std::move(item));
	}
	template <typename T>
	void enqueue_on(u32 cpu, Box<T> item) const __atomic
	{
		push<detail::OnlyItem<T>>(::kxx_work_cpu(cpu), std::move(item));
	}

	/// Like enqueue(), after `delay`. It is also refused once the queue's destructor has begun.
	///
	/// Context: any.
	template <typename T>
	Enqueued<Arc<T>> enqueue_delayed(Arc<T> item, Jiffies delay) const __atomic
	{
		return push_delayed<detail::OnlyItem<T>>(std::move(item), delay);
	}
	template <Literal name, typename T>
	Enqueued<Arc<T>> enqueue_delayed(Arc<T> item, Jiffies delay) const __atomic
	{
		return push_delayed<DelayedWorkItem<T, name>>(std::move(item), delay);
	}
	template <typename T>
	Enqueued<Box<T>> enqueue_delayed(Box<T> item, Jiffies delay) const __atomic
	{
		return push_delayed<detail::OnlyItem<T>>(std::move(item), delay);
	}
	/// Like enqueue_delayed(), but gives a pending item a new delay, from now; then the
	/// reference comes back.
	///
	/// Context: any.
	template <typename T>
	Enqueued<Arc<T>> mod_delayed(Arc<T> item, Jiffies delay) const __atomic
	{
		using Item = detail::OnlyItem<T>;
		static_assert(Item::delayed, "only a DelayedWorkItem has a delay");
		static_assert(detail::runs_arc<T, typename Item::Name>, "run() takes a Box, so a Box is "
									"what is enqueued");
		const T *object = std::move(item).into_raw();

		if (detail::move_tracked(queue_, delays_, *detail::Items::raw(static_cast<const Item &>(*object)),
					 delay.ticks()) == detail::Moved::Fresh)
			return ok;
		// SAFETY: the queue did not take what into_raw() gave up above.
		return Arc<T>::from_raw(unsafe, object);
	}

	/// Lets the function of `work` run after `delay`. Does nothing and returns false if it is
	/// already pending or the queue's destructor has begun.
	///
	/// Context: any.
	template <typename Owner, Literal name>
	bool enqueue_delayed(const DelayedWork<Owner, name> &work __starts_callback, Jiffies delay) const __atomic
	{
		return detail::enqueue_tracked(queue_, delays_, *detail::Items::raw(work), delay.ticks());
	}
	/// Like enqueue_delayed(), but gives a pending item a new delay, from now. Returns whether
	/// it was pending.
	///
	/// Context: any.
	template <typename Owner, Literal name>
	bool mod_delayed(const DelayedWork<Owner, name> &work __starts_callback, Jiffies delay) const __atomic
	{
		return detail::move_tracked(queue_, delays_, *detail::Items::raw(work), delay.ticks()) ==
		       detail::Moved::WasPending;
	}

	/// Calls `function(arguments...)` once, soon, in a kernel worker. It makes one allocation,
	/// which is freed afterwards. The function must capture nothing: pass what it needs as
	/// arguments, which are moved and must be sendable. `name` is the lockdep class.
	///
	/// Errors: ENOMEM; the arguments are dropped.
	/// Context: as `flags` allow.
	template <Literal name, typename Function, typename... Args>
	Result<> spawn(Gfp flags, Function function, Args... arguments) const
	{
		static_assert(std::is_empty_v<Function> || detail::is_function_pointer<Function>,
			      "spawn: the function captures nothing; pass what it needs as arguments, "
			      "which are moved in");
		// A pointer in a struct is neither; the second message says more of it.
		static_assert(((sendable<Args> || borrows<Args>) && ...),
			      "spawn: an argument is not sendable: it belongs to the task that made it, "
			      "see kernel/base/share.hpp");
		static_assert((!borrows<Args> && ...),
			      "spawn: a plain pointer, a Span, a BStr or a CStr says nothing about who keeps "
			      "the object; pass an Arc, a Box, a CString, or an Outlives");
		static_assert(std::is_invocable_v<Function, Args &&...>,
			      "spawn: the function does not take these arguments");
		using Spawned = detail::Spawned<name, Function, Args...>;
		using Class = LockClass<name, Spawned>;
		static_assert(alignof(Spawned) <= Kmalloc::alignment);
		void *memory = Kmalloc::alloc(sizeof(Spawned), flags);

		if (!memory) [[unlikely]]
			return ENOMEM;
		auto *spawned = ::new (memory) Spawned{ {}, function, std::tuple<Args...>(std::move(arguments)...) };
		::kxx_init_work(&spawned->raw, Spawned::run, Class::name, &Class::key);
		::queue_work(queue_, &spawned->raw);
		return ok;
	}

	/// Waits for all items enqueued so far, but not for items that come during the wait, nor
	/// for delays. Do not call it from an item of this queue, which would wait for itself.
	///
	/// Context: process; may sleep.
	void flush() const __sleeps __waits_for_callback { ::__flush_workqueue(queue_); }
	/// Waits until the queue is empty. It is not const: only the queue's own items may enqueue
	/// during the wait; the kernel warns about any other caller, whose item may never run. Do
	/// not call it from an item of this queue, which would wait for itself.
	///
	/// Context: process; may sleep.
	void drain() __sleeps __waits_for_callback { ::drain_workqueue(queue_); }
	/// Changes how many items may run at once, per CPU: 1 to 512.
	///
	/// Errors: EINVAL: `most` is out of range, or the queue is ordered.
	/// Context: process; may sleep.
	Result<> set_max_active(u32 most) const __sleeps
	{
		if (ordered_ || most == 0 || most > static_cast<u32>(::WQ_MAX_ACTIVE))
			return EINVAL;
		::workqueue_set_max_active(queue_, static_cast<int>(most));
		return ok;
	}

	/// Anything else does not compile; the message says what is possible.
	template <typename T>
	void enqueue(const T &) const
	{
		static_assert(sizeof(T) == 0, "enqueue takes a Work, or an Arc or a Box of a WorkItem: the "
					      "queue keeps the object until it has run");
	}

private:
	Workqueue(detail::QueueParts parts, const WorkqueueOptions &options)
		: Queue(parts.queue), delays_(parts.delays), ordered_(options.ordered)
	{
	}

	template <typename Item, typename T>
	[[gnu::always_inline]] Enqueued<Arc<T>> push(int cpu, Arc<T> item) const
	{
		static_assert(!Item::delayed, "a DelayedWorkItem is enqueued with enqueue_delayed()");
		static_assert(detail::runs_arc<T, typename Item::Name>, "run() takes a Box, so a Box is "
									"what is enqueued");
		const T *object = std::move(item).into_raw();

		if (::queue_work_on(cpu, queue_, detail::Items::raw(static_cast<const Item &>(*object)))) [[likely]]
			return ok;
		// SAFETY: the queue did not take what into_raw() gave up above.
		return Arc<T>::from_raw(unsafe, object);
	}
	template <typename Item, typename T>
	[[gnu::always_inline]] void push(int cpu, Box<T> item) const
	{
		static_assert(!Item::delayed, "a DelayedWorkItem is enqueued with enqueue_delayed()");
		static_assert(detail::runs_box<T, typename Item::Name>, "run() takes an Arc, so an Arc is "
									"what is enqueued");
		const T *object = std::move(item).into_raw();

		// The caller holds the only owner, so the item is not pending: a queue would hold
		// the owner.
		::queue_work_on(cpu, queue_, detail::Items::raw(static_cast<const Item &>(*object)));
	}
	template <typename Item, typename T, template <typename...> class Pointer, typename... More>
	Enqueued<Pointer<T, More...>> push_delayed(Pointer<T, More...> item, Jiffies delay) const
	{
		static_assert(Item::delayed, "only a DelayedWorkItem has a delay");
		static_assert(std::is_same_v<Pointer<T, More...>, Arc<T>> ? detail::runs_arc<T, typename Item::Name>
									  : detail::runs_box<T, typename Item::Name>,
			      "the kind of owner that is enqueued is the kind that run() takes");
		auto *object = std::move(item).into_raw();

		if (detail::enqueue_tracked(queue_, delays_, *detail::Items::raw(static_cast<const Item &>(*object)),
					    delay.ticks()))
			return ok;
		// SAFETY: the queue did not take what into_raw() gave up above.
		return Pointer<T, More...>::from_raw(unsafe, object);
	}

	detail::Delays *delays_;
	bool ordered_;
};

namespace workqueue {

/// Takes back the reference to `item` that a queue holds, if its run() has not begun; ENOENT
/// otherwise.
///
/// Context: any.
template <typename T>
Result<Arc<T>> cancel(const Arc<T> &item) __atomic
{
	using Item = detail::OnlyItem<T>;
	auto *raw = detail::Items::raw(static_cast<const Item &>(*item));
	bool was_there;

	if constexpr (Item::delayed)
		was_there = detail::cancel_tracked(*raw);
	else
		was_there = ::cancel_work(raw);
	if (!was_there)
		return ENOENT;
	// SAFETY: the queue held an owner of a pending item, and has just given it up.
	return Arc<T>::from_raw(unsafe, &*item);
}
/// Ends the delay of `item` and waits until its last enqueued run has finished. Returns whether
/// there was something to wait for. Do not call it from the item's own run().
///
/// Context: process; may sleep.
template <typename T>
bool flush(const Arc<T> &item) __sleeps
{
	using Item = detail::OnlyItem<T>;
	auto *raw = detail::Items::raw(static_cast<const Item &>(*item));

	if constexpr (Item::delayed)
		return ::flush_delayed_work(&raw->work);
	else
		return ::flush_work(raw);
}
/// Whether `item` is in a queue now and has not begun.
///
/// Context: any.
template <typename T>
bool pending(const Arc<T> &item) __atomic
{
	using Item = detail::OnlyItem<T>;
	auto *raw = detail::Items::raw(static_cast<const Item &>(*item));

	if constexpr (Item::delayed)
		return ::delayed_work_pending(&raw->work);
	else
		return ::work_pending(raw);
}

} // namespace workqueue

} // namespace kernel
