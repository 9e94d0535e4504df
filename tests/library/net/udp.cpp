// SPDX-License-Identifier: GPL-2.0
//! Messages arrive whole, truncated, or not at all.
#include "helpers.hpp"

using namespace kernel;

namespace {

constexpr u8 hello[] = { 'h', 'e', 'l', 'l', 'o' };

Result<> there_and_back(kunit::Test &test)
{
	auto a = TRY(UdpSocket::bind(NetNamespace::initial(), { Ipv4Addr::loopback(), 0 }));
	auto b = TRY(UdpSocket::bind(NetNamespace::initial(), { Ipv4Addr::loopback(), 0 }));
	const SocketAddr at_a = TRY(a.local_address()), at_b = TRY(b.local_address());
	u8 got[8];

	test.expect_eq(TRY(a.send_to(span_of(hello), at_b)), 5u);
	auto message = TRY(b.receive_from(span_of(got)));
	test.expect_eq(message.size, 5u);
	test.expect(message.from == at_a);
	test.expect(!message.truncated);
	test.expect(Span<const u8>(span_of(got).first(5)) == span_of(hello));
	TRY(b.send_to(span_of(hello), message.from));
	message = TRY(a.receive_from(span_of(got).first(3)));
	test.expect_eq(message.size, 3u);
	test.expect(message.truncated);
	test.expect_error(a.try_receive_from(span_of(got)), EAGAIN); // the rest is lost
	return ok;
}

Result<> refused(kunit::Test &test)
{
	auto a = TRY(UdpSocket::bind(NetNamespace::initial(), { Ipv4Addr::loopback(), 0 }));

	test.expect_error(UdpSocket::bind(NetNamespace::initial(), TRY(a.local_address())), EADDRINUSE);
	test.expect_error(a.send_to(span_of(hello), SocketAddr(Ipv6Addr::loopback(), 9)), EAFNOSUPPORT);
	return ok;
}

} // namespace

KUNIT_SUITE(udp, { "there_and_back", there_and_back }, { "refused", refused });
