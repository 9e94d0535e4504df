// SPDX-License-Identifier: GPL-2.0
//! The header is read and checked, and then read again with the rest.
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
	const Request request = TRY(whole.read<Request>()); // BUG: double-fetch

	return request.header.count;
}
