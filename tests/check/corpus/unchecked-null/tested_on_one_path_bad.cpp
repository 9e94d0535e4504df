// SPDX-License-Identifier: GPL-2.0
//! A pointer from a search is tested on one path, and used on the other without a test.

#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

struct Slot {
	u32 owner;
	u32 uses;
};

class Slots final {
public:
	Slot *find(u32 owner) __lifetimebound
	{
		for (Slot &slot : slots_)
			if (slot.owner == owner)
				return &slot;
		return nullptr;
	}
	Result<> use(u32 owner, bool strict)
	{
		Slot *slot = find(owner);

		if (strict) {
			if (!slot)
				return ENOENT;
			pr_debug("{} uses", slot->uses);
		}
		slot->uses++; // BUG: unchecked-null
		return ok;
	}
	Result<> add(u32 owner) { return slots_.push({ owner, 0 }, GFP_KERNEL); }

private:
	Vec<Slot> slots_;
};

} // namespace

Result<> use_slots();
Result<> use_slots()
{
	Slots slots;

	TRY(slots.add(1));
	TRY(slots.use(1, true));
	return slots.use(2, false);
}
