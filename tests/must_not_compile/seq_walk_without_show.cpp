// SPDX-License-Identifier: GPL-2.0
//! A walk shows what it finds.
// EXPECT: a walk has .const Item \*at\(u64 index\)

#include <kernel/debugfs.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

class Disk final : Pinned {
public:
	Disk() { files_.publish("disk").sequence<Queues>("queues"); }

private:
	class Queues {
	public:
		explicit Queues(const Disk &disk) : disk_(disk) {}
		const u32 *at(u64 index) const { return index < 4 ? &disk_.queues_[index] : nullptr; }
#ifdef FIXED
		void show(Seq &seq, const u32 &queue) const { seq.print(fmt("{}\n", queue)); }
#endif

	private:
		const Disk &disk_;
	};

	const u32 queues_[4] = { 1, 2, 3, 4 };
	debugfs::ScopedDir<Disk> files_{ this_is<&Disk::files_> };
};
void use();
void use()
{
	Disk disk;
}
