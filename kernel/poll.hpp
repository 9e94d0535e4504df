// SPDX-License-Identifier: GPL-2.0 OR MIT
//! What poll(), select() and epoll wait for, from the file's side.
//!
//! C: include/linux/poll.h
#pragma once

#include <helpers/poll.hpp>
#include <linux/poll.hpp>

#include <kernel/annotations.hpp>
#include <kernel/detail/member.hpp>
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
/// For queues that are not members of an open file's state: those need no more than a WaitQueue. epoll stays
/// on the queues it was shown, for as long as the file is open, and looks at them under RCU alone when it
/// leaves. A PollQueue that was shown to poll() tells the waiters in its destructor, and waits for a grace
/// period.
///
/// Context: the destructor: process; may sleep.
/// Invariants:
/// - `shown_` is set before poll() learns of the queue.
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
	/// The caller, if it has to wait, waits for a queue that is a member of the file's state, among others:
	/// `table.wait<&Echo::changed_>(*this)`. It goes when epoll has left the file. The state of
	/// another file is not waited for. Context: process.
	template <auto member>
	[[gnu::always_inline]] void wait(const typename detail::MemberPointer<decltype(member)>::Class &state)
	{
		if (static_cast<const void *>(&state) == state_)
			::kxx_poll_wait(file_.as_raw(), (state.*member).as_raw(), raw_);
	}
	/// The same for a queue that is elsewhere. Context: process.
	template <Literal name>
	[[gnu::always_inline]] void wait(const PollQueue<name> &queue)
	{
		::kxx_set_once(&queue.shown_);
		::kxx_poll_wait(file_.as_raw(), queue.as_raw(), raw_);
	}
	/// What the caller waits for; answering more does no harm.
	PollEvents requested() const { return PollEvents(::kxx_poll_requested(raw_)); }

	/// Safety:
	/// - The arguments are those of a call of the file's poll(); `state` is destroyed in the file's release(),
	///   and of the class that poll() belongs to.
	[[gnu::always_inline]] PollTable(unsafe_t, const File &file, ::poll_table_struct *raw, const void *state)
		: file_(file), raw_(raw), state_(state)
	{
	}

private:
	const File &file_;
	::poll_table_struct *raw_;
	const void *state_;
};

} // namespace kernel
