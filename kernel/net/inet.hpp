// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Internet addresses, with and without a port.
//!
//! C: include/linux/inet.h, include/uapi/linux/in.h, include/uapi/linux/in6.h
#pragma once

#include <compare>

#include <linux/socket.hpp>
#include <uapi/linux/in.hpp>
#include <uapi/linux/in6.hpp>

#include <kernel/base/annotations.hpp>
#include <kernel/base/result.hpp>
#include <kernel/base/types.hpp>
#include <kernel/text/bstr.hpp>
#include <kernel/text/format.hpp>

namespace kernel {

/// An IPv4 address, printed as `192.0.2.1`.
///
/// Example:
///     Ipv4Addr address = TRY(Ipv4Addr::parse(BStr("192.0.2.1")));
///     test.expect(address == Ipv4Addr(192, 0, 2, 1));
///     test.expect_eq(address.to_bits(), 0xc0000201u);
///     test.expect(Ipv4Addr::parse(BStr("192.0.2")).is_error());
class Ipv4Addr {
public:
	/// Makes the address a.b.c.d.
	constexpr Ipv4Addr(u8 a, u8 b, u8 c, u8 d) : bytes_{ a, b, c, d } {}

	/// 0.0.0.0; as a server's address it means all addresses of the machine.
	static constexpr Ipv4Addr any() { return { 0, 0, 0, 0 }; }
	/// 127.0.0.1, this machine.
	static constexpr Ipv4Addr loopback() { return { 127, 0, 0, 1 }; }
	/// 255.255.255.255, all machines on the local network.
	static constexpr Ipv4Addr broadcast() { return { 255, 255, 255, 255 }; }
	/// Makes an address from a number whose highest byte is the first.
	static constexpr Ipv4Addr from_bits(u32 bits)
	{
		return { static_cast<u8>(bits >> 24), static_cast<u8>(bits >> 16), static_cast<u8>(bits >> 8),
			 static_cast<u8>(bits) };
	}
	/// Parses the usual form: four decimal numbers with dots between them, and nothing else.
	///
	/// Errors: EINVAL.
	/// Context: any.
	static Result<Ipv4Addr> parse(BStr text) __atomic;

	/// The address as a number whose highest byte is the first.
	constexpr u32 to_bits() const
	{
		return u32{ bytes_[0] } << 24 | u32{ bytes_[1] } << 16 | u32{ bytes_[2] } << 8 | bytes_[3];
	}
	/// The bytes in network order.
	constexpr const u8 (&bytes() const & __lifetimebound)[4] { return bytes_; }
	constexpr void bytes() && = delete;

	/// Ordered by their bytes.
	friend constexpr auto operator<=>(const Ipv4Addr &, const Ipv4Addr &) = default;

private:
	u8 bytes_[4];
};

/// An IPv6 address, printed as `2001:db8::1`.
///
/// Example:
///     Ipv6Addr address(0x2001, 0xdb8, 0, 0, 0, 0, 0, 1);
///     test.expect(TRY(Ipv6Addr::parse(BStr("2001:db8::1"))) == address);
///     test.expect(address != Ipv6Addr::loopback());
class Ipv6Addr {
public:
	/// Makes the address a:b:c:d:e:f:g:h.
	constexpr Ipv6Addr(u16 a, u16 b, u16 c, u16 d, u16 e, u16 f, u16 g, u16 h)
		: bytes_{ high(a), low(a), high(b), low(b), high(c), low(c), high(d), low(d),
			  high(e), low(e), high(f), low(f), high(g), low(g), high(h), low(h) }
	{
	}

	/// `::`; as a server's address it means all addresses of the machine.
	static constexpr Ipv6Addr any() { return { 0, 0, 0, 0, 0, 0, 0, 0 }; }
	/// `::1`, this machine.
	static constexpr Ipv6Addr loopback() { return { 0, 0, 0, 0, 0, 0, 0, 1 }; }
	/// Parses the usual forms, and nothing else.
	///
	/// Errors: EINVAL.
	/// Context: any.
	static Result<Ipv6Addr> parse(BStr text) __atomic;

	/// The bytes in network order.
	constexpr const u8 (&bytes() const & __lifetimebound)[16] { return bytes_; }
	constexpr void bytes() && = delete;

	/// Ordered by their bytes.
	friend constexpr auto operator<=>(const Ipv6Addr &, const Ipv6Addr &) = default;

private:
	static constexpr u8 high(u16 group) { return static_cast<u8>(group >> 8); }
	static constexpr u8 low(u16 group) { return static_cast<u8>(group); }

	u8 bytes_[16];
};

/// An address and a port, printed as `192.0.2.1:80` or `[2001:db8::1]:80`.
///
/// Invariants:
/// - `raw_` is a sockaddr_in or a sockaddr_in6, depending on its family.
///
/// Example:
///     SocketAddr server(Ipv4Addr::loopback(), 7777);
///     char text[32];
///     format_to(text, fmt("{}", server));
///     test.expect(BStr::until_nul(text) == "127.0.0.1:7777");
///     test.expect(TRY(SocketAddr::parse(BStr("127.0.0.1:7777"))) == server);
///     test.expect_eq(server.port(), 7777);
class SocketAddr {
public:
	/// Makes an IPv4 address with a port.
	SocketAddr(Ipv4Addr address, u16 port)
	{
		raw_.v4.sin_family = ::macro::AF_INET;
		raw_.v4.sin_port = __builtin_bswap16(port);
		raw_.v4.sin_addr.s_addr = __builtin_bswap32(address.to_bits());
	}
	/// Makes an IPv6 address with a port. `scope` is the number of the interface, for addresses
	/// that need one.
	SocketAddr(Ipv6Addr address, u16 port, u32 scope = 0)
	{
		raw_.v6.sin6_family = ::macro::AF_INET6;
		raw_.v6.sin6_port = __builtin_bswap16(port);
		__builtin_memcpy(&raw_.v6.sin6_addr, address.bytes(), sizeof(raw_.v6.sin6_addr));
		raw_.v6.sin6_scope_id = scope;
	}
	/// Parses the forms in which it is printed, and nothing else.
	///
	/// Errors: EINVAL; ERANGE: the port is too high.
	/// Context: any.
	static Result<SocketAddr> parse(BStr text) __atomic;

	/// Whether it is an IPv4 address.
	bool is_ipv4() const { return raw_.v4.sin_family == ::macro::AF_INET; }
	/// The IPv4 address. Errors: EAFNOSUPPORT: it is an IPv6 address.
	Result<Ipv4Addr> ipv4() const
	{
		if (!is_ipv4())
			return EAFNOSUPPORT;
		return Ipv4Addr::from_bits(__builtin_bswap32(raw_.v4.sin_addr.s_addr));
	}
	/// The IPv6 address. Errors: EAFNOSUPPORT: it is an IPv4 address.
	Result<Ipv6Addr> ipv6() const;
	/// The port.
	u16 port() const { return __builtin_bswap16(raw_.v4.sin_port); }
	/// The number of the interface, 0 if none is needed.
	u32 scope() const { return is_ipv4() ? 0 : raw_.v6.sin6_scope_id; }

	friend bool operator==(const SocketAddr &a, const SocketAddr &b);

	/// The pointer that C functions take; raw_size() is its length.
	///
	/// Safety:
	/// - C writes a valid address there, or nothing.
	::sockaddr *as_raw(unsafe_t) & __lifetimebound { return reinterpret_cast<::sockaddr *>(&raw_); }
	const ::sockaddr *as_raw() const & __lifetimebound { return reinterpret_cast<const ::sockaddr *>(&raw_); }
	/// The length of the address for C.
	int raw_size() const { return is_ipv4() ? sizeof(raw_.v4) : sizeof(raw_.v6); }

private:
	// Bytes that are not set are zero.
	union Raw {
		::sockaddr_in6 v6;
		::sockaddr_in v4;
	} raw_{};
};

namespace format {

template <>
struct Formatter<Ipv4Addr> {
	static constexpr auto as(const Ipv4Addr &address) { return ipv4_address(address.bytes()); }
};
template <>
struct Formatter<Ipv6Addr> {
	static constexpr auto as(const Ipv6Addr &address) { return ipv6_address(address.bytes()); }
};
template <>
struct Formatter<SocketAddr> {
	static auto as(const SocketAddr &address) { return detail::Referred<"ISpc">{ address.as_raw() }; }
};

} // namespace format

} // namespace kernel
