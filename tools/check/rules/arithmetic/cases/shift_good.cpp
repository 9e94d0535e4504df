// SPDX-License-Identifier: GPL-2.0
//! Numbers are compared first, and some are wider than 64 bits.
#include <kernel/file/uaccess.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

struct Request {
	u32 line;
};

Result<u32> mask(UserReader from);
Result<u32> mask(UserReader from)
{
	const Request request = TRY(from.read<Request>());
	const u32 line = request.line;

	if (line >= 32)
		return EINVAL;
	return 1u << line;
}

using Wide = unsigned __int128;

u64 scaled(u64 value, u64 by);
u64 scaled(u64 value, u64 by)
{
	constexpr Wide most = ~Wide{ 0 };
	const Wide product = Wide{ value } * by;

	if (product > most >> 4)
		return 0;
	switch (product) {
	case Wide{ 1 } << 100:
		return 1;
	default:
		return static_cast<u64>(product / (by ? by : 1));
	}
}
