// SPDX-License-Identifier: GPL-2.0 OR MIT
//! What poll(), select() and epoll wait for, from the file's side.
//!
//! C: include/linux/poll.h
#pragma once

#include <helpers/poll.hpp>
#include <linux/poll.hpp>

#include <kernel/annotations.hpp>
#include <kernel/eventpoll.hpp>
#include <kernel/file.hpp>
#include <kernel/literal.hpp>
#include <kernel/share.hpp>
#include <kernel/sync/wait.hpp>
#include <kernel/types.hpp>

namespace kernel {

namespace detail {

/// Takes those who poll off a queue that is about to go, and waits for who is looking at it.
void end_of_poll(::wait_queue_head *queue) __sleeps;

} // namespace detail

/// A WaitQueue that poll() may wait on, too.
///
/// epoll stays on the queues it was shown, for as long as the file is open, and looks at them under
/// RCU alone when it leaves. A queue inside the state of its own open file needs nothing: it goes when the
/// file has gone. Any other that was shown to poll() tells the waiters in its destructor, and waits for a
/// grace period.
///
/// Context: the destructor: process; may sleep.
/// Invariants:
/// - `shown_` is set before poll() learns of the queue, unless that is part of the open file's state.
///
/// Example:
///     PollQueue<"example.poll"> queue;
///     queue.wake_up_poll(EPOLLIN);
///     test.expect(!queue.has_waiters());
template <Literal name>
class PollQueue : public WaitQueue<name> {
public:
	constexpr PollQueue() = default;
	~PollQueue()
	{
		if (shown_) [[unlikely]]
			detail::end_of_poll(this->as_raw());
	}

	/// Wakes every waiter, and those who poll for one of the events. Context: any.
	void wake_up_poll(PollEvents events) const __atomic { WaitQueue<name>::wake_up_poll(events.to_c()); }

private:
	friend class PollTable;

	mutable bool shown_ = false;
};

/// What a file's poll() is given: it shows the queues on which its state's changes are announced.
///
/// poll() of a file shows first and looks second: a change between both then wakes the caller up.
///
/// Only a file's poll() gets one; kernel/miscdevice.hpp has an example.
class PollTable : Pinned, TaskBound {
public:
	/// The caller, if it has to wait, waits for this queue, among others. Context: process.
	template <Literal name>
	[[gnu::always_inline]] void wait(const PollQueue<name> &queue)
	{
		if (reinterpret_cast<usize>(&queue) - reinterpret_cast<usize>(state_) >= state_size_)
			::kxx_set_once(&queue.shown_);
		::kxx_poll_wait(file_.as_raw(), queue.as_raw(), raw_);
	}
	/// What the caller waits for; answering more does no harm.
	PollEvents requested() const { return PollEvents(::kxx_poll_requested(raw_)); }

	/// Safety:
	/// - The arguments are those of a call of the file's poll(); what lies in the `state_size` bytes at
	///   `state` is destroyed in or after the file's release().
	[[gnu::always_inline]] PollTable(unsafe_t, const File &file, ::poll_table_struct *raw, const void *state,
					 usize state_size)
		: file_(file), raw_(raw), state_(state), state_size_(state_size)
	{
	}

private:
	const File &file_;
	::poll_table_struct *raw_;
	const void *state_;
	usize state_size_;
};

} // namespace kernel
