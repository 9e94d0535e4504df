// SPDX-License-Identifier: GPL-2.0 OR MIT
//! The list of callers, and what before_unload() does with those that nobody destroyed.

#include <kernel/base/callers.hpp>

#include <utility>

#include <helpers/irqflags.hpp>
#include <helpers/processor.hpp>
#include <linux/delay.hpp>
#include <linux/export.hpp>
#include <linux/list.hpp>
#include <linux/module.hpp>
#include <linux/printk.hpp>

#include <kernel/base/unload.hpp>
#include <kernel/sync/spinlock.hpp>

namespace kernel::detail {

constinit UnloadSearch stop_callers = nullptr;

/// The callers that exist, and the one that is being stopped.
struct LeftCallers {
	/// Queues are at the end.
	::list_head all;
	/// It is no longer in the list. Its destructor waits until this is another one.
	const CallerPlace *stopping;
	/// Whether a destructor has taken one out since the last search. It may be an RCU callback that
	/// still runs.
	bool destroyed;

	/// Stops the first caller of the list.
	static bool stop_first();
	static bool stop_all();
};

namespace {

/// Nests inside every other lock.
constinit RawSpinLock<void, "unload.callers"> lock;
constinit LeftCallers left{ { &left.all, &left.all }, nullptr, false };

} // namespace

bool LeftCallers::stop_first()
{
	// While a caller that may be destroyed in any context is stopped, no interrupt on this CPU
	// can be the destructor that waits for the end of this.
	const unsigned long flags = ::kxx_local_irq_save();
	CallerPlace *place = nullptr;
	{
		auto held = lock.lock();

		if (!::list_empty(&left.all)) {
			place = const_cast<CallerPlace *>(owner_of<&CallerPlace::node_>(left.all.next));
			::list_del_init(&place->node_);
			left.stopping = place;
		}
	}
	const CallerKind *kind = place ? place->kind_ : nullptr;
	if (kind && kind->stopping == Stopping::Atomic)
		kind->stop(place->node_);
	else
		::kxx_local_irq_restore(flags);
	if (!kind)
		return false;
	if (kind->name)
		report_caller(kind->what, kind->name);
	if (kind->stopping != Stopping::Atomic)
		kind->stop(place->node_);
	// Its destructor may free it from now on.
	__atomic_store_n(&left.stopping, nullptr, __ATOMIC_RELEASE);
	if (kind->stopping == Stopping::Atomic)
		::kxx_local_irq_restore(flags);
	return true;
}

bool LeftCallers::stop_all()
{
	bool any = false;

	while (stop_first())
		any = true;
	auto held = lock.lock_irqsave();

	return std::exchange(left.destroyed, false) || any;
}

[[gnu::cold]] void report_caller(const char *what, const char *name)
{
	::_printk("\0014%s: unloading stops %s %s, which nobody destroyed: its owner was leaked, or is in a cycle\n",
		  ::__this_module.name, what, name);
}

[[gnu::noinline]] void CallerPlace::enter(const CallerKind &kind) __atomic
{
	auto held = lock.lock_irqsave();

	kind_ = &kind;
	if (kind.stopping == Stopping::Last)
		::list_add_tail(&node_, &left.all);
	else
		::list_add(&node_, &left.all);
	stop_callers = LeftCallers::stop_all;
}

[[gnu::noinline]] void CallerPlace::leave() __atomic
{
	{
		auto held = lock.lock_irqsave();

		if (node_.next && !::list_empty(&node_)) {
			::list_del_init(&node_);
			left.destroyed = true;
		}
	}
	while (__atomic_load_n(&left.stopping, __ATOMIC_ACQUIRE) == this) [[unlikely]] {
		if (kind_->stopping == Stopping::Atomic)
			::kxx_cpu_relax();
		else
			// kxx-allow: sleep-in-atomic callers of such a kind are stopped, and destroyed, where they may sleep
			::msleep(1);
	}
}

} // namespace kernel::detail
