// SPDX-License-Identifier: GPL-2.0
//! Addresses are formatted and parsed.
#include <kernel/net/inet.hpp>
#include <kernel/prelude.hpp>
#include <kernel/test/kunit.hpp>

using namespace kernel;

namespace {

template <typename T>
bool prints(const T &value, const char *wanted)
{
	char text[64];

	format_to(text, fmt("{}", value));
	return __builtin_strcmp(text, wanted) == 0;
}

void printed(kunit::Test &test)
{
	test.expect(prints(Ipv4Addr(192, 0, 2, 1), "192.0.2.1"));
	test.expect(prints(Ipv4Addr::any(), "0.0.0.0"));
	test.expect(prints(Ipv4Addr::broadcast(), "255.255.255.255"));
	test.expect(prints(Ipv6Addr(0x2001, 0xdb8, 0, 0, 0, 0, 0xab, 1), "2001:db8::ab:1"));
	test.expect(prints(Ipv6Addr::loopback(), "::1"));
	test.expect(prints(SocketAddr(Ipv4Addr::loopback(), 80), "127.0.0.1:80"));
	test.expect(prints(SocketAddr(Ipv6Addr::loopback(), 65535), "[::1]:65535"));
}

Result<> parsed(kunit::Test &test)
{
	test.expect(TRY(Ipv4Addr::parse("127.0.0.1")) == Ipv4Addr::loopback());
	test.expect(TRY(Ipv4Addr::parse("255.255.255.255")) == Ipv4Addr::broadcast());
	test.expect(TRY(Ipv6Addr::parse("::")) == Ipv6Addr::any());
	test.expect(TRY(Ipv6Addr::parse("::1")) == Ipv6Addr::loopback());
	test.expect(TRY(Ipv6Addr::parse("1:2:3:4:5:6:7:8")) == Ipv6Addr(1, 2, 3, 4, 5, 6, 7, 8));
	test.expect(TRY(Ipv6Addr::parse("::ffff:192.0.2.1")) == Ipv6Addr(0, 0, 0, 0, 0, 0xffff, 0xc000, 0x201));
	test.expect(TRY(SocketAddr::parse("192.0.2.1:80")) == SocketAddr(Ipv4Addr(192, 0, 2, 1), 80));
	test.expect(TRY(SocketAddr::parse("[::1]:0")) == SocketAddr(Ipv6Addr::loopback(), 0));
	// parse() reads only its view, which needs no NUL at the end.
	test.expect(TRY(Ipv4Addr::parse(BStr("10.0.0.12").first(8))) == Ipv4Addr(10, 0, 0, 1));
	return ok;
}

void refused(kunit::Test &test)
{
	static constexpr BStr v4[] = {
		"",	    "1",       "1.2.3",	 "1.2.3.", "1.2.3.4.",	"1.2.3.256", "1.2.3.4 ",
		" 1.2.3.4", "1.2.3.a", "1..2.3", "::1",	   "1.2.3.4:5", "1.2.3.4\n", "1111.2.3.4"
	};
	static constexpr BStr v6[] = { "",	  ":",	 "1",	  "1:2:3:4:5:6:7", "1::2::3", "1:2:3:4:5:6:7:8:9",
				       "12345::", "::g", "[::1]", "127.0.0.1",	   "::1\n" };
	static constexpr BStr both[] = { "",	       ":",	     ":80",	    "1.2.3.4",	   "1.2.3.4:",
					 "1.2.3.4:+1", "1.2.3.4:-1", "1.2.3.4:1\n", "::1:80",	   "[::1]",
					 "[::1:80",    "[]:80",	     "[:80",	    "[1.2.3.4]:1", "]:1" };

	for (BStr text : v4)
		test.expect_error(Ipv4Addr::parse(text), EINVAL);
	for (BStr text : v6)
		test.expect_error(Ipv6Addr::parse(text), EINVAL);
	for (BStr text : both)
		test.expect_error(SocketAddr::parse(text), EINVAL);
	test.expect_error(SocketAddr::parse("1.2.3.4:65536"), ERANGE);
}

Result<> compared(kunit::Test &test)
{
	const SocketAddr four(Ipv4Addr::any(), 80), six(Ipv6Addr::any(), 80);

	test.expect(four != six);
	test.expect(four != SocketAddr(Ipv4Addr::any(), 81));
	test.expect(four != SocketAddr(Ipv4Addr::loopback(), 80));
	test.expect(six != SocketAddr(Ipv6Addr::any(), 80, 2));
	test.expect(six != SocketAddr(Ipv6Addr::loopback(), 80));
	test.expect(Ipv4Addr(1, 2, 3, 4) < Ipv4Addr(1, 2, 4, 3));
	test.expect(Ipv6Addr::any() < Ipv6Addr::loopback());
	test.expect(four.is_ipv4() && !six.is_ipv4());
	test.expect(TRY(four.ipv4()) == Ipv4Addr::any());
	test.expect_error(four.ipv6(), EAFNOSUPPORT);
	test.expect(TRY(SocketAddr(Ipv6Addr(1, 2, 3, 4, 5, 6, 7, 8), 80, 3).ipv6()) ==
		    Ipv6Addr(1, 2, 3, 4, 5, 6, 7, 8));
	test.expect_eq(SocketAddr(Ipv6Addr::any(), 80, 3).scope(), 3u);
	test.expect_error(six.ipv4(), EAFNOSUPPORT);
	test.expect_eq(six.port(), 80);
	test.expect_eq(six.scope(), 0u);
	static_assert(Ipv4Addr::from_bits(0x7f000001) == Ipv4Addr::loopback());
	return ok;
}

} // namespace

KUNIT_SUITE(address, { "printed", printed }, { "parsed", parsed }, { "refused", refused }, { "compared", compared });
