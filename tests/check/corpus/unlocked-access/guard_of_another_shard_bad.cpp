// SPDX-License-Identifier: GPL-2.0
//! An item is read with the guard of the shard that the caller named, not of the shard that protects it.

#include <kernel/prelude.hpp>
#include <kernel/sync/locked_by.hpp>

using namespace kernel;

namespace {

struct Weight {
	u32 now = 1;
	u32 most = 8;
};
using Shard = SpinLock<void, "shards.one">;

class Item final : Pinned {
public:
	explicit Item(const Shard &home) : home_(home), weight_(home) {}

	u32 grow(const Shard &shard) const
	{
		auto held = shard.lock();
		Weight *weight = weight_.get(held);

		return ++weight->now; // BUG: unlocked-access, unchecked-null
	}

private:
	const Shard &home_;
	LockedBy<Weight, Shard> weight_;
};

} // namespace

u32 grow_both();
u32 grow_both()
{
	Shard left, right;
	Item item(left);

	return item.grow(left) + item.grow(right);
}
