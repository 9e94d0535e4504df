// SPDX-License-Identifier: GPL-2.0 OR MIT
//! What poll(), select() and epoll wait for, from the file's side.
//!
//! C: include/linux/poll.h
//!
//! A queue that a file has shown must live until that file is released: doc/design/files.md explains why nothing
//! less will do, and why a queue cannot be taken back.
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

/// Whether a T keeps what it leads to. It does so for as long as it lives itself if it is const.
template <typename T>
inline constexpr bool is_owner = false;
template <typename T>
inline constexpr bool is_owner<Arc<T>> = true;
template <typename T, typename Allocator>
inline constexpr bool is_owner<Box<T, Allocator>> = true;

/// Says that a poll() did not begin with its own state.
void warn_of_state();

/// The queue at the end of a path of members, which lives as long as the object at its beginning.
template <typename Queue>
[[gnu::always_inline]] inline ::wait_queue_head *lasting_queue(const Queue &queue)
{
	static_assert(is_wait_queue<Queue>, "poll() waits for a WaitQueue: name the member that is one");
	if constexpr (is_wait_queue<Queue>)
		return queue.as_raw();
	else
		return nullptr;
}
template <auto member, auto... rest, typename Object>
[[gnu::always_inline]] inline ::wait_queue_head *lasting_queue(const Object &object)
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

/// What a file's poll() is given: it shows the queues on which its state's changes are announced.
///
/// poll() of a file shows first and looks second: a change between both then wakes the caller up.
///
/// A task in poll(2) stays on every queue that it was shown until poll(2) returns, which may take long, and epoll until the file is closed. Nobody can take it off before. So a queue is found through the
/// file's state in a way that keeps it until the release, and not through a reference: a queue of a device that
/// can be unplugged is not in the Revocable, but beside it, in what the open files share. Whoever unplugs the
/// device wakes that up with EPOLLHUP.
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
	/// The caller, if it has to wait, waits for a queue, among others. The path leads to it from the file's
	/// state: `table.wait<&Echo::changed_>(*this)` for a member, `table.wait<&Echo::shared_, &Shared::changed>(*this)`
	/// for a member of what a `const Arc` or a `const Box` owns. A path that begins elsewhere is not waited
	/// for, and the log says so.
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
	/// The same for a static queue of the module, which is there while one of its files is open:
	/// `table.wait<&changed>()`.
	///
	/// Context: process.
	template <const auto *queue>
	[[gnu::always_inline]] void wait()
	{
		add(detail::lasting_queue(*queue));
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
	[[gnu::always_inline]] void add(::wait_queue_head *queue)
	{
		::kxx_poll_wait(file_.as_raw(), queue, raw_);
	}

	const File &file_;
	::poll_table_struct *raw_;
	const void *state_;
};

} // namespace kernel
