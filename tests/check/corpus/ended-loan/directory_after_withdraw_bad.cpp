// SPDX-License-Identifier: GPL-2.0
//! A file is added to a directory of debugfs that was just withdrawn.

#include <kernel/attr/debugfs.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>

using namespace kernel;

class Disk final : Pinned {
public:
	void show()
	{
		auto dir = files_.publish("disk0");

		files_.withdraw();
		dir.read_only<&Disk::reads_>("reads"); // BUG: ended-loan
	}

private:
	Atomic<u64> reads_;
	debugfs::ScopedDir<Disk> files_{ this_is<&Disk::files_> };
};

void show(Disk &disk);
void show(Disk &disk)
{
	disk.show();
}
