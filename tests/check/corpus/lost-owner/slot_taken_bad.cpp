// SPDX-License-Identifier: GPL-2.0
//! An object that was made a `void *` for C is lost when there is no slot for it.

#include <kernel/memory/foreign.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

struct Context {
	explicit Context(u32 owner) : owner(owner) {}

	u32 owner;
	u64 commands = 0;
};

/// Private data of C callbacks, by number.
class Slots final : Pinned {
public:
	Result<u32> attach(u32 owner)
	{
		auto context = TRY(make_box<Context>(GFP_KERNEL, owner));
		void *data = into_foreign(std::move(context)); // BUG: lost-owner

		for (u32 slot = 0; slot < 8; slot++) {
			if (data_[slot])
				continue;
			data_[slot] = data;
			return slot;
		}
		return ENOSPC; // BUG: lost-owner
	}
	~Slots()
	{
		for (void *data : data_) {
			if (!data)
				continue;
			// SAFETY: attach() put it there with into_foreign(), and nobody else takes it.
			Box<Context> gone = from_foreign<Box<Context>>(unsafe, data);
		}
	}

private:
	void *data_[8] = {};
};
