// SPDX-License-Identifier: GPL-2.0
//! A full ring does not take the request, and nobody takes it back.
#include <kernel/prelude.hpp>

using namespace kernel;

struct Request {
	explicit Request(u32 id) : id(id) {}

	u32 id;
};

/// What hardware works on.
struct Ring {
	Request *slots[4] = {};

	bool put(Request *request)
	{
		for (Request *&slot : slots)
			if (!slot) {
				slot = request;
				return true;
			}
		return false;
	}
};

Result<> submit(Ring &ring, u32 id);
Result<> submit(Ring &ring, u32 id)
{
	Request *raw = TRY(make_box<Request>(GFP_KERNEL, id)).into_raw();

	if (!ring.put(raw))
		return EAGAIN; // BUG: lost-owner
	return ok;
}
