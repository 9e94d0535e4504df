// SPDX-License-Identifier: GPL-2.0 OR MIT
#include <linux/inet.hpp>

#include <kernel/net/inet.hpp>
#include <kernel/text/kstrtox.hpp>

namespace kernel {

Result<Ipv4Addr> Ipv4Addr::parse(BStr text)
{
	u8 bytes[4];
	const char *end = nullptr;

	// C reads one character of an empty text.
	if (text.empty() || text.size() > 15 ||
	    !::in4_pton(text.data(), static_cast<int>(text.size()), bytes, -1, &end) || end != text.end())
		return EINVAL;
	return Ipv4Addr(bytes[0], bytes[1], bytes[2], bytes[3]);
}

Result<Ipv6Addr> Ipv6Addr::parse(BStr text)
{
	Ipv6Addr address = any();
	const char *end = nullptr;

	if (text.empty() || text.size() > 45 ||
	    !::in6_pton(text.data(), static_cast<int>(text.size()), address.bytes_, -1, &end) || end != text.end())
		return EINVAL;
	return address;
}

Result<SocketAddr> SocketAddr::parse(BStr text)
{
	usize colon = text.size();

	while (colon && text.data()[colon - 1] != ':')
		colon--;
	// After the colon only digits are allowed: parse() would also accept a sign and a newline.
	const BStr digits = text.drop(colon);
	if (colon < 2 || digits.empty())
		return EINVAL;
	for (char c : digits)
		if (c < '0' || c > '9')
			return EINVAL;
	const u16 port = TRY(kernel::parse<u16>(digits, NumberBase::Decimal));

	const BStr host = text.first(colon - 1);
	if (host.data()[0] != '[')
		return SocketAddr(TRY(Ipv4Addr::parse(host)), port);
	if (host.data()[host.size() - 1] != ']')
		return EINVAL;
	return SocketAddr(TRY(Ipv6Addr::parse(host.drop(1).first(host.size() - 2))), port);
}

Result<Ipv6Addr> SocketAddr::ipv6() const
{
	if (is_ipv4())
		return EAFNOSUPPORT;
	u8 b[16];
	__builtin_memcpy(b, &raw_.v6.sin6_addr, sizeof(b));
	const auto group = [&](usize i) { return static_cast<u16>(b[2 * i] << 8 | b[2 * i + 1]); };
	return Ipv6Addr(group(0), group(1), group(2), group(3), group(4), group(5), group(6), group(7));
}

bool operator==(const SocketAddr &a, const SocketAddr &b)
{
	if (a.is_ipv4() != b.is_ipv4() || a.port() != b.port())
		return false;
	if (a.is_ipv4())
		return a.raw_.v4.sin_addr.s_addr == b.raw_.v4.sin_addr.s_addr;
	return a.scope() == b.scope() &&
	       __builtin_memcmp(&a.raw_.v6.sin6_addr, &b.raw_.v6.sin6_addr, sizeof(a.raw_.v6.sin6_addr)) == 0;
}

} // namespace kernel
