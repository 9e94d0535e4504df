// SPDX-License-Identifier: GPL-2.0
//! The entry is looked up again after the lock was released to read the disk.

#include <kernel/container/rb_map.hpp>
#include <kernel/prelude.hpp>
#include <kernel/time/delay.hpp>

using namespace kernel;

struct Block {
	u64 checksum = 0;
	u32 users = 0;
	bool fresh = false;
};

class BlockCache final : Pinned {
	using Blocks = RbMap<u64, Block>;

public:
	Result<u64> get(u64 sector) const
	{
		auto blocks = blocks_.lock();
		Block *block = blocks->find(sector);

		if (!block) {
			TRY(blocks->emplace(GFP_KERNEL, sector));
			block = blocks->find(sector);
		}
		if (!block)
			return EIO;
		if (!block->fresh) {
			const u64 checksum = blocks.while_unlocked([&] { return read_from_disk(sector); });

			block = blocks->find(sector);
			if (!block)
				return EAGAIN;
			block->checksum = checksum;
			block->fresh = true;
		}
		return block->checksum;
	}
	void evict(u64 sector) const { blocks_.lock()->remove(sector).ignore(); }

private:
	static u64 read_from_disk(u64 sector)
	{
		sleep(2_ms);
		return sector * 0x9e3779b97f4a7c15;
	}

	Mutex<Blocks, "cache.blocks"> blocks_;
};
