// SPDX-License-Identifier: GPL-2.0
//! Two boxes own one request.
#include <kernel/prelude.hpp>

using namespace kernel;

struct Request {
	explicit Request(u32 id) : id(id) {}

	u32 id;
};

Result<u32> ids(u32 id);
Result<u32> ids(u32 id)
{
	Request *raw = TRY(make_box<Request>(GFP_KERNEL, id)).into_raw();
	// SAFETY: from into_raw() above.
	auto one = Box<Request>::from_raw(unsafe, raw);
	// SAFETY: not safe at all.
	auto other = Box<Request>::from_raw(unsafe, raw); // BUG: lost-owner

	return one->id + other->id;
}
