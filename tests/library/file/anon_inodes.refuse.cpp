// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/file/anon_inodes.hpp refuses.
#include <kernel/file/anon_inodes.hpp>

using namespace kernel;

// REFUSED anon_file_opened: an anonymous file is not opened: it is made with its state
// An anonymous file is created with its state, so its open() would never be called.
class Ticket final : Pinned {
public:
#ifndef FIXED
	static Result<Box<Ticket>> open(const File &) { return make_box<Ticket>(GFP_KERNEL); }
#endif
	Result<usize> read(const File &, UserWriter) const { return 0; }
};

Result<Ref<File>> use()
{
	return make_anon_file<"[ticket]">(TRY(make_box<Ticket>(GFP_KERNEL)));
}

// REFUSED anon_file_borrows: its state and the Shared must not borrow
// The file may be open when what the pointer leads to is gone.
template <typename T>
class Ticket final : Pinned {
public:
	Result<usize> read(const File &, UserWriter) const { return 0; }
};
#ifdef FIXED
using Kept = Arc<u32>;
#else
using Kept = ArcBorrow<u32>;
#endif

Result<Ref<File>> use()
{
	return make_anon_file<"[ticket]">(TRY(make_box<Ticket<Kept>>(GFP_KERNEL)));
}
