// SPDX-License-Identifier: GPL-2.0
//! Three locks form a cycle: journal before inode, inode before super block, and super block before journal.

#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

struct Journal {
	Mutex<u64, "fs.journal"> sequence;

	u64 next() const
	{
		auto held = sequence.lock();

		return ++*held;
	}
};
struct Inode {
	Mutex<u64, "fs.inode"> size;
};
struct Cache {
	SpinLock<u32, "fs.cache"> dirty;
};
struct Super {
	Mutex<u32, "fs.super"> mounts;
};

class Volume final {
public:
	void write(u64 bytes) const
	{
		auto sequence = journal_.sequence.lock();
		auto size = inode_.size.lock(); // BUG: lock-order

		*size += bytes;
		++*sequence;
	}

	void sync_inode() const
	{
		auto size = inode_.size.lock();
		auto mounts = super_.mounts.lock(); // BUG: lock-order

		if (*mounts && *size) {
			auto dirty = cache_.dirty.lock();
			++*dirty;
		}
	}

	/// Called on remount.
	u64 checkpoint() const
	{
		auto mounts = super_.mounts.lock();
		const u64 sequence = journal_.next(); // BUG: lock-order

		return *mounts ? sequence : 0;
	}

private:
	Journal journal_;
	Inode inode_;
	Cache cache_;
	Super super_;
};

} // namespace

void exercise(u64 bytes);
void exercise(u64 bytes)
{
	Volume volume;

	volume.write(bytes);
	volume.sync_inode();
	pr_info("checkpoint {}", volume.checkpoint());
}
