// SPDX-License-Identifier: GPL-2.0
//! The item's own shard is locked.

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
		auto held = home_.lock();
		Weight *weight = weight_.get(held);

		if (!weight || &shard != &home_)
			return 0;
		return ++weight->now;
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
