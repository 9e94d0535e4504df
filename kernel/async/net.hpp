// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Waits for sockets in a coroutine.
//!
//! C: include/net/sock.h
//!
//! doc/design/sockets.md explains how a coroutine learns that a socket is ready, and why other ways
//! do not work.
#pragma once

#include <new>
#include <utility>

#include <helpers/net.hpp>
#include <linux/net.hpp>
#include <linux/wait.hpp>
#include <net/tcp.hpp>

#include <kernel/async/async.hpp>
#include <kernel/base/annotations.hpp>
#include <kernel/base/result.hpp>
#include <kernel/base/span.hpp>
#include <kernel/base/types.hpp>
#include <kernel/net/tcp.hpp>
#include <kernel/net/udp.hpp>
#include <kernel/wait/eventpoll.hpp>

namespace kernel::async {

namespace detail {

/// The events for which a read or an accept waits, including those after which it fails.
inline constexpr PollEvents readable = EPOLLIN | EPOLLRDNORM | EPOLLRDHUP | EPOLLHUP | EPOLLERR;
/// The events for which a write waits.
inline constexpr PollEvents writable = EPOLLOUT | EPOLLWRNORM | EPOLLHUP | EPOLLERR;

/// An entry in a socket's wait queue, which passes some events to a Waker.
///
/// Invariants:
/// - from arm() to disarm() `entry_` is in the queue, and is not moved.
class SocketEntry {
public:
	SocketEntry(const Socket &socket, PollEvents wanted) : wanted_(wanted.to_c()), socket_(socket.as_raw()) {}
	SocketEntry(const SocketEntry &) = delete;
	SocketEntry &operator=(const SocketEntry &) = delete;

	void arm(Waker waker) __atomic;
	/// Makes the executor check the operation again; before arm(), does nothing.
	void wake() const __atomic { waker_.wake(); }
	/// When this returns, the wake function is not running: it is called with the queue locked.
	void disarm() __atomic { ::kxx_socket_unwatch(socket_, &entry_); }
	/// Whether one of the events has happened. Only for TCP: poll() of other protocols needs a
	/// file, which we do not have.
	bool tcp_ready() const { return (::tcp_poll(nullptr, socket_, nullptr) & wanted_) != 0; }

private:
	static int woken(::wait_queue_entry *entry, unsigned int mode, int flags, void *key);

	::wait_queue_entry entry_;
	Waker waker_;
	::__poll_t wanted_;
	::socket *socket_;
};

/// Says when ready() polls a TCP socket before it attempts the operation. A failed attempt costs
/// more than a poll, and a poll costs more than nothing.
enum class Look {
	/// The socket cannot be polled.
	Never,
	/// The operation usually succeeds at once. But it also fails with EAGAIN for lack of
	/// memory, and then nothing may be in progress that would wake us: if there is room, it is
	/// tried again soon.
	AfterFailure,
	/// Polls until a wake-up says that the socket is ready. Before arm(), it does not even
	/// poll: arming costs less than a poll, and a poll must follow it anyway.
	UntilWoken,
	/// The operation allocates before it checks the socket itself.
	Always,
};

/// An operation that is tried again each time that something happens to the socket, until it
/// succeeds or fails. A derived class has `Result<T> attempt()`, in which EAGAIN means "not yet".
template <typename Derived, typename T, Look look>
class SocketOperation : public Awaitable<Derived> {
public:
	using Value = T;

	void arm(Waker waker) __atomic { entry_.arm(waker); }
	/// Called in three places, so it is not inlined.
	[[gnu::noinline]] bool ready()
	{
		if constexpr (look == Look::Always) {
			if (!entry_.tcp_ready())
				return false;
		} else if constexpr (look == Look::UntilWoken) {
			if (asked_ < 2 && (asked_++ == 0 || !entry_.tcp_ready()))
				return false;
		}
		result_.~Result();
		::new (static_cast<void *>(&result_)) Result<T>(static_cast<Derived &>(*this).attempt());
		if (result_.is_ok() || result_.error() != EAGAIN)
			return true;
		if constexpr (look == Look::AfterFailure)
			if (entry_.tcp_ready())
				entry_.wake();
		return false;
	}
	void disarm() __atomic { entry_.disarm(); }
	Result<T> take() { return std::move(result_); }

protected:
	SocketOperation(const Socket &socket, PollEvents wanted) : entry_(socket, wanted), result_(EAGAIN) {}
	~SocketOperation() = default;

private:
	SocketEntry entry_;
	Result<T> result_;
	/// The number of calls so far, at most two: before arm() and after it. Later calls are for
	/// wake-ups.
	u32 asked_ = 0;
};

} // namespace detail

/// The awaitable of accept().
class [[nodiscard]] Accept : public detail::SocketOperation<Accept, TcpStream, detail::Look::Always> {
	friend SocketOperation;
	friend Accept accept(const TcpListener &listener);

	explicit Accept(const TcpListener &listener) : SocketOperation(listener, detail::readable), listener_(listener)
	{
	}
	Result<TcpStream> attempt() { return listener_.try_accept(); }

	const TcpListener &listener_;
};

/// The awaitable of read().
class [[nodiscard]] Read : public detail::SocketOperation<Read, usize, detail::Look::UntilWoken> {
	friend SocketOperation;
	friend Read read(const TcpStream &stream, Span<u8> into);

	Read(const TcpStream &stream, Span<u8> into)
		: SocketOperation(stream, detail::readable), stream_(stream), into_(into)
	{
	}
	Result<usize> attempt() { return stream_.try_read(into_); }

	const TcpStream &stream_;
	Span<u8> into_;
};

/// The awaitable of read_all().
class [[nodiscard]] ReadAll : public detail::SocketOperation<ReadAll, void, detail::Look::UntilWoken> {
	friend SocketOperation;
	friend ReadAll read_all(const TcpStream &stream, Span<u8> into);

	ReadAll(const TcpStream &stream, Span<u8> into)
		: SocketOperation(stream, detail::readable), stream_(stream), into_(into)
	{
	}
	Result<> attempt();

	const TcpStream &stream_;
	Span<u8> into_;
};

/// The awaitable of write().
class [[nodiscard]] Write : public detail::SocketOperation<Write, usize, detail::Look::AfterFailure> {
	friend SocketOperation;
	friend Write write(const TcpStream &stream, Span<const u8> data);

	Write(const TcpStream &stream, Span<const u8> data)
		: SocketOperation(stream, detail::writable), stream_(stream), data_(data)
	{
	}
	Result<usize> attempt() { return stream_.try_write(data_); }

	const TcpStream &stream_;
	Span<const u8> data_;
};

/// The awaitable of write_all().
class [[nodiscard]] WriteAll : public detail::SocketOperation<WriteAll, void, detail::Look::AfterFailure> {
	friend SocketOperation;
	friend WriteAll write_all(const TcpStream &stream, Span<const u8> data);

	WriteAll(const TcpStream &stream, Span<const u8> data)
		: SocketOperation(stream, detail::writable), stream_(stream), data_(data)
	{
	}
	Result<> attempt();

	const TcpStream &stream_;
	Span<const u8> data_;
};

/// The awaitable of receive_from().
class [[nodiscard]] ReceiveFrom : public detail::SocketOperation<ReceiveFrom, Datagram, detail::Look::Never> {
	friend SocketOperation;
	friend ReceiveFrom receive_from(const UdpSocket &socket, Span<u8> into);

	ReceiveFrom(const UdpSocket &socket, Span<u8> into)
		: SocketOperation(socket, detail::readable), socket_(socket), into_(into)
	{
	}
	Result<Datagram> attempt() { return socket_.try_receive_from(into_); }

	const UdpSocket &socket_;
	Span<u8> into_;
};

/// Waits for a connection: TcpListener::accept() for coroutines.
///
/// The arguments must outlive the co_await, here and in the other functions of this header.
///
/// Errors, of the co_await: ECANCELED; those of TcpListener::try_accept() except EAGAIN.
///
/// Example:
///     auto listener = TRY(TcpListener::bind(NetNamespace::initial(), { Ipv4Addr::loopback(), 0 }));
///     auto near = TRY(TcpStream::connect(NetNamespace::initial(), TRY(listener.local_address())));
///     auto greet = [](Gfp, const TcpListener &listener) -> Async<> {
///             static constexpr u8 hello[] = { 'h', 'i' };
///             TcpStream stream = CO_TRY(co_await async::accept(listener));
///             co_return co_await async::write_all(stream, span_of(hello));
///     };
///     TRY(async::block_on(greet(GFP_KERNEL, listener)));
///     u8 got[2];
///     TRY(near.read_all(span_of(got)));
inline Accept accept(const TcpListener &listener __lifetimebound)
{
	return Accept(listener);
}

/// Waits until there is data, and reads at most as much as fits: TcpStream::read() for coroutines.
/// Zero means that the other side writes no more (or that nothing fits).
///
/// Errors, of the co_await: ECANCELED; those of TcpStream::try_read() except EAGAIN.
///
/// Example:
///     auto listener = TRY(TcpListener::bind(NetNamespace::initial(), { Ipv4Addr::loopback(), 0 }));
///     auto near = TRY(TcpStream::connect(NetNamespace::initial(), TRY(listener.local_address())));
///     auto far = TRY(listener.accept());
///     auto echo_once = [](Gfp, const TcpStream &stream) -> Async<usize> {
///             u8 bytes[8];
///             const usize size = CO_TRY(co_await async::read(stream, span_of(bytes)));
///             CO_TRY(co_await async::write_all(stream, span_of(bytes).first(size)));
///             co_return size;
///     };
///     const u8 hello[] = { 1, 2, 3 };
///     TRY(near.write_all(span_of(hello)));
///     test.expect_eq(TRY(async::block_on(echo_once(GFP_KERNEL, far))), 3u);
///     u8 back[3];
///     TRY(near.read_all(span_of(back)));
inline Read read(const TcpStream &stream __lifetimebound, Span<u8> into __filled_in_part)
{
	return Read(stream, into);
}
/// Reads until `into` is full: TcpStream::read_all() for coroutines.
///
/// Errors, of the co_await: ECANCELED; ENODATA: the end came before; those of TcpStream::try_read()
/// except EAGAIN.
inline ReadAll read_all(const TcpStream &stream __lifetimebound, Span<u8> into)
{
	return ReadAll(stream, into);
}
/// Waits until there is room, and writes as much as fits: TcpStream::try_write() for coroutines.
///
/// Errors, of the co_await: ECANCELED; those of TcpStream::try_write() except EAGAIN.
inline Write write(const TcpStream &stream __lifetimebound, Span<const u8> data)
{
	return Write(stream, data);
}
/// Writes all of the data: TcpStream::write_all() for coroutines. After an error, it is not known
/// how much was sent.
///
/// Errors, of the co_await: ECANCELED; those of TcpStream::try_write() except EAGAIN.
inline WriteAll write_all(const TcpStream &stream __lifetimebound, Span<const u8> data)
{
	return WriteAll(stream, data);
}
/// Waits for a message: UdpSocket::receive_from() for coroutines.
///
/// Errors, of the co_await: ECANCELED.
///
/// Example:
///     auto socket = TRY(UdpSocket::bind(NetNamespace::initial(), { Ipv4Addr::loopback(), 0 }));
///     auto receive = [](Gfp, const UdpSocket &socket) -> Async<usize> {
///             u8 bytes[8];
///             co_return CO_TRY(co_await async::receive_from(socket, span_of(bytes))).size;
///     };
///     const u8 hello[] = { 1, 2, 3 };
///     TRY(socket.send_to(span_of(hello), TRY(socket.local_address())));
///     test.expect_eq(TRY(async::block_on(receive(GFP_KERNEL, socket))), 3u);
inline ReceiveFrom receive_from(const UdpSocket &socket __lifetimebound, Span<u8> into)
{
	return ReceiveFrom(socket, into);
}

} // namespace kernel::async
