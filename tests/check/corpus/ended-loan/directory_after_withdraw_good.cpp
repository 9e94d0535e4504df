// SPDX-License-Identifier: GPL-2.0
//! The directory is published and filled.

#include <kernel/attr/debugfs.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>

using namespace kernel;

class Disk final : Pinned {
public:
	void show()
	{
		auto dir = files_.publish("disk0");

		dir.read_only<&Disk::reads_>("reads");
	}
	void hide() { files_.withdraw(); }

private:
	Atomic<u64> reads_;
	debugfs::ScopedDir<Disk> files_{ this_is<&Disk::files_> };
};

void show(Disk &disk);
void show(Disk &disk)
{
	disk.show();
	disk.hide();
}
