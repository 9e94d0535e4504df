// SPDX-License-Identifier: GPL-2.0
//! The number of elements to reserve comes from a process.
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

	TRY(slots.reserve(request.entries, GFP_KERNEL)); // BUG: untrusted-size
	return slots.size();
}
