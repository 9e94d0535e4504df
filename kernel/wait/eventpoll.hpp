// SPDX-License-Identifier: GPL-2.0 OR MIT
//! The events that poll() may wait for, as a set with its own type.
//!
//! C: include/uapi/linux/eventpoll.h
#pragma once

#include <linux/types.hpp>
#include <uapi/linux/eventpoll.hpp>

#include <kernel/base/annotations.hpp>

namespace kernel {

/// A set of EPOLL… flags, as a file's poll() returns it. It does not hold the flags of epoll_ctl().
///
/// Example:
///     const bool data = true;
///     PollEvents ready = EPOLLOUT | EPOLLWRNORM;
///     if (data)
///             ready |= EPOLLIN | EPOLLRDNORM;
///     test.expect(ready.contains(EPOLLIN) && !ready.contains(EPOLLHUP));
class [[nodiscard]] PollEvents {
public:
	/// An empty set: no event has happened.
	constexpr PollEvents() = default;
	/// Makes a set from C's bits.
	explicit constexpr PollEvents(::__poll_t bits) : bits_(bits) {}

	constexpr ::__poll_t to_c() const __atomic { return bits_; }
	constexpr bool empty() const __atomic { return bits_ == 0; }
	constexpr bool contains(PollEvents events) const __atomic { return (bits_ & events.bits_) == events.bits_; }

	friend constexpr PollEvents operator|(PollEvents a, PollEvents b) __atomic
	{
		return PollEvents(a.bits_ | b.bits_);
	}
	friend constexpr PollEvents operator&(PollEvents a, PollEvents b) __atomic
	{
		return PollEvents(a.bits_ & b.bits_);
	}
	constexpr PollEvents &operator|=(PollEvents other) __atomic
	{
		bits_ |= other.bits_;
		return *this;
	}
	friend constexpr bool operator==(PollEvents, PollEvents) = default;

private:
	::__poll_t bits_ = 0;
};

/// Data can be read.
inline constexpr PollEvents EPOLLIN{ ::macro::EPOLLIN };
inline constexpr PollEvents EPOLLRDNORM{ ::macro::EPOLLRDNORM };
/// Data of a priority band can be read.
inline constexpr PollEvents EPOLLRDBAND{ ::macro::EPOLLRDBAND };
/// Exceptional data can be read.
inline constexpr PollEvents EPOLLPRI{ ::macro::EPOLLPRI };
/// Writing would not wait.
inline constexpr PollEvents EPOLLOUT{ ::macro::EPOLLOUT };
inline constexpr PollEvents EPOLLWRNORM{ ::macro::EPOLLWRNORM };
/// Writing data of a priority band would not wait.
inline constexpr PollEvents EPOLLWRBAND{ ::macro::EPOLLWRBAND };
/// An error happened; poll always reports it.
inline constexpr PollEvents EPOLLERR{ ::macro::EPOLLERR };
/// The other end, or the device, is gone; poll always reports it.
inline constexpr PollEvents EPOLLHUP{ ::macro::EPOLLHUP };
/// The other end will write no more.
inline constexpr PollEvents EPOLLRDHUP{ ::macro::EPOLLRDHUP };

} // namespace kernel
