// SPDX-License-Identifier: GPL-2.0
//! A process says how far a bit is shifted.
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

	return 1u << line; // BUG: arithmetic
}
