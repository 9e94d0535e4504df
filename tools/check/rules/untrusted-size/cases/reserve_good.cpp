// SPDX-License-Identifier: GPL-2.0
//! The number is limited, by a comparison, by min(), or by a mask.
#include <kernel/file/uaccess.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

struct Request {
	u32 entries;
	u32 flags;
};

Result<usize> reserve(UserReader from);
Result<usize> reserve(UserReader from)
{
	const Request request = TRY(from.read<Request>());
	Vec<u64> slots;

	TRY(slots.reserve(request.entries & 63, GFP_KERNEL));
	if (request.entries > 4096)
		return E2BIG;
	TRY(slots.reserve(request.entries, GFP_KERNEL));
	return slots.size();
}
