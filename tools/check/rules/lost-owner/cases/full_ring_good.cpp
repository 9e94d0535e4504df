// SPDX-License-Identifier: GPL-2.0
//! A request that the ring did not take gets its owner back.
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

	if (!ring.put(raw)) {
		// SAFETY: from into_raw() above, and the ring did not take it.
		auto unused = Box<Request>::from_raw(unsafe, raw);

		return EAGAIN;
	}
	return ok;
}
