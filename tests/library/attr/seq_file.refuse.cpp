// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/attr/seq_file.hpp refuses.
#include <kernel/attr/debugfs.hpp>
#include <kernel/attr/seq_file.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

// REFUSED seq_kept: use of deleted function
// A Seq is valid only while the function runs, so it is not copied.
void use(Seq &seq);
void use(Seq &seq)
{
#ifdef FIXED
	Seq &out = seq;
#else
	Seq out = seq;
#endif
	out.print("text\n");
}

// REFUSED seq_too_few_arguments: more \{\} than values
// Formats are checked at compile time, in files as in the log.
void use(Seq &seq);
void use(Seq &seq)
{
#ifdef FIXED
	seq.print(fmt("{} of {}\n", 1, 2));
#else
	seq.print(fmt("{} of {}\n", 1));
#endif
}

// REFUSED seq_walk_without_show: a walk has .const Item \*at\(u64 index\)
// A walk has a show() that prints the items which at() finds.
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
