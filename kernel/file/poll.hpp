// SPDX-License-Identifier: GPL-2.0 OR MIT
//! The file's side of poll(), select() and epoll.
//!
//! C: include/linux/poll.h
//!
//! A queue that a file has passed to poll must live until that file is released:
//! doc/design/files.md explains why nothing less is enough, and why a queue cannot be withdrawn.
#pragma once

#include <type_traits>

#include <helpers/poll.hpp>
#include <linux/poll.hpp>

#include <kernel/base/annotations.hpp>
#include <kernel/base/literal.hpp>
#include <kernel/base/member.hpp>
#include <kernel/base/share.hpp>
#include <kernel/base/types.hpp>
#include <kernel/file/file.hpp>
#include <kernel/memory/arc.hpp>
#include <kernel/memory/box.hpp>
#include <kernel/wait/eventpoll.hpp>
#include <kernel/wait/wait.hpp>

namespace kernel {

namespace detail {

template <typename T>
inline constexpr bool is_wait_queue = false;
template <Literal name>
inline constexpr bool is_wait_queue<WaitQueue<name>> = true;

/// Whether a T owns the object that it points to. If the T is const, it keeps that object for its
/// own lifetime.
template <typename T>
inline constexpr bool is_owner = false;
template <typename T>
inline constexpr bool is_owner<Arc<T>> = true;
template <typename T, typename Allocator>
inline constexpr bool is_owner<Box<T, Allocator>> = true;

/// Logs that a poll() did not start at its own state.
void warn_of_state();

/// Finds the queue at the end of a path of members, which lives as long as the object at the start
/// of the path.
template <typename Queue>
[[gnu::always_inline]] inline ::wait_queue_head *lasting_queue(__lifetimebound const Queue &queue)
{
	static_assert(is_wait_queue<Queue>, "poll() waits for a WaitQueue: name the member that is one");
	if constexpr (is_wait_queue<Queue>)
		return queue.as_raw();
	else
		return nullptr;
}
template <auto member, auto... rest, typename Object>
[[gnu::always_inline]] inline ::wait_queue_head *lasting_queue(__lifetimebound const Object &object)
{
	using Path = MemberPointer<decltype(member)>;
	using Member = typename Path::Member;
	constexpr bool owner = is_owner<std::remove_const_t<Member>>;
	constexpr bool leads_on = std::is_base_of_v<typename Path::Class, Object>;

	static_assert(leads_on, "poll() finds its queue through members, each of the one before it, and through "
				"members that are a const Arc or a const Box: nothing else keeps the queue until "
				"the file is released");
	static_assert(!owner || std::is_const_v<Member>,
		      "poll() finds its queue through an Arc or a Box that is not const: declare the member `const "
		      "Arc<…>`, for another value in it would free a queue on which tasks still are");
	if constexpr (!leads_on)
		return nullptr;
	else if constexpr (owner)
		return lasting_queue<rest...>(*(object.*member));
	else
		return lasting_queue<rest...>(object.*member);
}

} // namespace detail

/// The argument of a file's poll(), which uses it to register the queues that are woken when the
/// file's state changes.
///
/// A file's poll() must register first and check second: then a change in between wakes the caller.
///
/// A task in poll(2) stays on every registered queue until poll(2) returns, which may take long,
/// and epoll stays until the file is closed. Nobody can remove them earlier. So a queue is found
/// through the file's state, in a way that keeps it until the release, and not through a reference:
/// the queue of a device that can be unplugged is not in the Revocable, but beside it, in the
/// object that the open files share. The code that unplugs the device wakes that queue with
/// EPOLLHUP.
///
/// Only a file's poll() gets one; kernel/file/miscdevice.hpp has an example of a queue in the state itself.
///
/// Example:
///     struct Board : Pinned { // the Shared of a misc::Device
///             WaitQueue<"example.board"> news;
///     };
///     class Reader final : Pinned {
///     public:
///             explicit Reader(Arc<Board> board) : board_(std::move(board)) {}
///             PollEvents poll(const File &, PollTable &table) const
///             {
///                     table.wait<&Reader::board_, &Board::news>(*this);
///                     return EPOLLIN;
///             }
///
///     private:
///             const Arc<Board> board_;
///     };
///     auto board = TRY(make_arc<Board>(GFP_KERNEL));
///     Reader reader(board.share());
///     board->news.wake_up_poll(EPOLLIN);
///     test.expect(!board->news.has_waiters());
class PollTable : Pinned, TaskBound {
public:
	/// Registers a queue; if the caller has to wait, it waits for this queue among others. The
	/// path leads to the queue from the file's state: `table.wait<&Echo::changed_>(*this)` for
	/// a member, `table.wait<&Echo::shared_, &Shared::changed>(*this)` for a member of an
	/// object that a `const Arc` or a `const Box` owns. A path that starts elsewhere is
	/// ignored, and the log says so.
	///
	/// Context: process.
	template <auto first, auto... rest, typename State>
	[[gnu::always_inline]] void wait(const State &state)
	{
		::wait_queue_head *queue = detail::lasting_queue<first, rest...>(state);

		if (static_cast<const void *>(&state) == state_) [[likely]]
			add(queue);
		else
			detail::warn_of_state();
	}
	/// Like wait() with a path, for a static queue of the module, which exists while one of its
	/// files is open: `table.wait<&changed>()`.
	///
	/// Context: process.
	template <const auto *queue>
	[[gnu::always_inline]] void wait()
	{
		add(detail::lasting_queue(*queue));
	}
	/// The events for which the caller waits; poll() may return more.
	PollEvents requested() const { return PollEvents(::kxx_poll_requested(raw_)); }

	/// For the code that calls poll().
	///
	/// Safety:
	/// - The arguments are those of a call of the file's poll(); `state` is of the class that
	///   poll() belongs to, and is destroyed in the file's release().
	[[gnu::always_inline]] PollTable(unsafe_t, const File &file, ::poll_table_struct *raw, const void *state)
		: file_(file), raw_(raw), state_(state)
	{
	}

private:
	[[gnu::always_inline]] void add(::wait_queue_head *queue) { ::kxx_poll_wait(file_.as_raw(), queue, raw_); }

	const File &file_;
	::poll_table_struct *raw_;
	const void *state_;
};

} // namespace kernel
