// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Work queues: making, destroying, and the delays that end before a queue does.
#include <kernel/defer/workqueue.hpp>

#include <kernel/sync/spinlock.hpp>

namespace kernel {

namespace detail {

namespace {

/// Guards the lists of delays of all queues: an item may move from one to another.
constinit RawSpinLock<void, "workqueue.delays"> delays_lock;

/// With the lock held. What does not wait for its turn will not need its queue: it runs already, or
/// was refused because it is being destroyed. The item is still there, since the function of one that is in
/// a list waits for the lock before it begins. An item that is in none may be gone once it was enqueued.
void forget_unless_pending(RawDelayed &item)
{
	if (!::kxx_work_pending(&item.work.work))
		::list_del_init(&item.node);
}

bool closing(const Delays *delays)
{
	return delays && delays->closing;
}

/// With the lock held, before the item is in the queue: from then on its function may run.
void list_in(Delays *delays, RawDelayed &item)
{
	if (delays)
		::list_move(&item.node, &delays->items);
	else
		::list_del_init(&item.node);
}

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
	auto *delays = static_cast<Delays *>(Kmalloc::alloc(sizeof(Delays), GFP_KERNEL));

	if (!delays) [[unlikely]] {
		::destroy_workqueue(made);
		return ENOMEM;
	}
	::INIT_LIST_HEAD(&delays->items);
	delays->closing = false;
	return QueueParts{ made, delays };
}

void destroy_queue(QueueParts parts)
{
	// What is delayed begins now; what wants to be delayed again is refused.
	{
		auto held = delays_lock.lock_irqsave();
		Delays &delays = *parts.delays;

		delays.closing = true;
		while (!::list_empty(&delays.items)) {
			RawDelayed *item = const_cast<RawDelayed *>(
				owner_of<&RawDelayed::node>(delays.items.next));

			// False: its function is about to begin, on this queue.
			if (::cancel_delayed_work(&item->work))
				::queue_work(parts.queue, &item->work.work);
			// Last: what is not listed does not wait for the lock, and may be gone.
			::list_del_init(&item->node);
		}
	}
	::destroy_workqueue(parts.queue);
	Kmalloc::free(parts.delays);
}

} // namespace detail
} // namespace kernel
