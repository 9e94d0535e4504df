// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Makes and destroys work queues, and ends their delays before that.
#include <kernel/defer/workqueue.hpp>

#include <new>

#include <kernel/base/callers.hpp>
#include <kernel/sync/spinlock.hpp>

namespace kernel {

namespace detail {

namespace {

/// Protects the delay lists of all queues, since an item may move from one to another.
constinit RawSpinLock<void, "workqueue.delays"> delays_lock;

/// The caller holds the lock. An item that is not pending will not need its queue: it already runs,
/// or was refused because the queue is being destroyed. The item still exists, since the function
/// of a listed item waits for the lock before it begins. An item that is in no list may be gone
/// once it was enqueued.
void forget_unless_pending(RawDelayed &item)
{
	if (!::kxx_work_pending(&item.work.work))
		::list_del_init(&item.node);
}

bool closing(const Delays *delays)
{
	return delays && delays->closing;
}

/// The caller holds the lock and has not enqueued the item yet: after that its function may run.
void list_in(Delays *delays, RawDelayed &item)
{
	if (delays)
		::list_move(&item.node, &delays->items);
	else
		::list_del_init(&item.node);
}

/// Delayed items begin now; a new delay is refused.
void end_delays(Delays &delays) __atomic
{
	auto held = delays_lock.lock_irqsave();

	delays.closing = true;
	while (!::list_empty(&delays.items)) {
		RawDelayed *item = const_cast<RawDelayed *>(owner_of<&RawDelayed::node>(delays.items.next));

		// If it returns false, the function is about to begin on this queue.
		if (::cancel_delayed_work(&item->work))
			::queue_work(delays.queue, &item->work.work);
		// This comes last: an item that is not listed does not wait for the lock,
		// and may be gone.
		::list_del_init(&item->node);
	}
}

/// Ends the work of a queue that nobody destroyed. The queue stays: another one that is not empty
/// yet may still fill it.
void stop_queue(::list_head &place)
{
	Delays &delays = CallerPlace::owner<&Delays::place>(place);

	end_delays(delays);
	::drain_workqueue(delays.queue);
}
constinit const CallerKind queue_kind{ "a", "Workqueue", stop_queue, Stopping::Last };

} // namespace

void init(RawDelayed &item, ::work_func_t function, const char *name, ::lock_class_key *key)
{
	using Delay = LockClass<"workqueue.delay", RawDelayed>;

	::kxx_init_delayed_work(&item.work, function, name, key, Delay::name, &Delay::key);
	::INIT_LIST_HEAD(&item.node);
}

bool enqueue_tracked(::workqueue_struct *queue, Delays *delays, RawDelayed &item, usize ticks) __atomic
{
	auto held = delays_lock.lock_irqsave();

	if (closing(delays) || ::work_pending(&item.work.work))
		return false;
	list_in(delays, item);
	const bool queued = ::queue_delayed_work(queue, &item.work, ticks);
	if (delays)
		forget_unless_pending(item);
	return queued;
}

Moved move_tracked(::workqueue_struct *queue, Delays *delays, RawDelayed &item, usize ticks) __atomic
{
	auto held = delays_lock.lock_irqsave();

	if (closing(delays))
		return Moved::Refused;
	list_in(delays, item);
	const bool was_pending = ::mod_delayed_work(queue, &item.work, ticks);
	if (delays)
		forget_unless_pending(item);
	return was_pending ? Moved::WasPending : Moved::Fresh;
}

[[gnu::noinline]] void untrack_listed(RawDelayed &item) __atomic
{
	auto held = delays_lock.lock_irqsave();

	forget_unless_pending(item);
}

bool cancel_tracked(RawDelayed &item) __atomic
{
	auto held = delays_lock.lock_irqsave();

	if (!::cancel_delayed_work(&item.work))
		return false;
	::list_del_init(&item.node);
	return true;
}

Result<QueueParts> create_queue(::workqueue_struct *made)
{
	if (!made) [[unlikely]]
		return ENOMEM;
	void *memory = Kmalloc::alloc(sizeof(Delays), GFP_KERNEL);

	if (!memory) [[unlikely]] {
		::destroy_workqueue(made);
		return ENOMEM;
	}
	auto *delays = ::new (memory) Delays{ .items = {}, .closing = false, .place = {}, .queue = made };
	::INIT_LIST_HEAD(&delays->items);
	delays->place.enter(queue_kind);
	return QueueParts{ made, delays };
}

void destroy_queue(QueueParts parts)
{
	parts.delays->place.leave();
	end_delays(*parts.delays);
	::destroy_workqueue(parts.queue);
	Kmalloc::free(parts.delays);
}

} // namespace detail
} // namespace kernel
