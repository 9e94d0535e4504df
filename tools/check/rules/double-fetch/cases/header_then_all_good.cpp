// SPDX-License-Identifier: GPL-2.0
//! The second copy is compared with the first; and other bytes are no double fetch.
#include <kernel/file/uaccess.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

struct Header {
	u32 count;
	u32 flags;
};
struct Request {
	Header header;
	u64 ranges[4];
};

Result<u32> parse(u64 address __user_address);
Result<u32> parse(u64 address)
{
	UserReader ahead = UserSlice::at(address, sizeof(Header)).reader();
	const Header header = TRY(ahead.read<Header>());

	if (header.count > 4)
		return E2BIG;
	UserReader whole = UserSlice::at(address, sizeof(Request)).reader();
	const Request request = TRY(whole.read<Request>());

	if (request.header.count != header.count)
		return EINVAL;
	return request.header.count;
}

Result<u32> two_headers(UserReader from);
Result<u32> two_headers(UserReader from)
{
	const Header first = TRY(from.read<Header>());

	if (first.count > 4)
		return E2BIG;
	const Header second = TRY(from.again().read<Header>());
	return second.flags;
}
