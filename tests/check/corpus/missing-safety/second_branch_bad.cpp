// SPDX-License-Identifier: GPL-2.0
//! The comment covers the unsafe of one branch; the other branch has none.

#include <kernel/memory/foreign.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

struct Cookie {
	explicit Cookie(u32 value) : value(value) {}
	u32 value;
};

/// What C keeps for each entry.
struct Entry {
	void *data = nullptr;
	bool done = false;
};

Result<> attach(Entry &entry, u32 value)
{
	entry.data = into_foreign(TRY(make_box<Cookie>(GFP_KERNEL, value)));
	return ok;
}

u32 finish(Entry &entry)
{
	if (entry.done) {
		// SAFETY: data came from attach(), and only this function takes it back, once per entry.
		auto cookie = from_foreign<Box<Cookie>>(unsafe, entry.data);

		return cookie->value;
	}
	entry.done = true;
	return borrow_foreign<Box<Cookie>>(unsafe, entry.data).value; // BUG: missing-safety
}

} // namespace

Result<u32> finish_twice();
Result<u32> finish_twice()
{
	Entry entry;

	TRY(attach(entry, 7));
	return finish(entry) + finish(entry);
}
