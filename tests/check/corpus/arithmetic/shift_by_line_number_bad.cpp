// SPDX-License-Identifier: GPL-2.0
//! A line number that may be 32 or more says how far a 32-bit one is shifted.
//! Like many shifts by a number from user space that syzkaller found with UBSAN.

#include <kernel/file/miscdevice.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>

using namespace kernel;

namespace {

class Lines final : Pinned {
public:
	Result<> raise(const File &, const u32 &line) const
	{
		level_.or_with(1u << line); // BUG: arithmetic
		return ok;
	}
	Result<u32> level(const File &) const { return level_.load(relaxed); }

	using Ioctls = ioctl::Table<ioctl::On<ioctl::Write<'g', 1, u32>, &Lines::raise>,
				    ioctl::On<ioctl::Read<'g', 2, u32>, &Lines::level>>;

private:
	Atomic<u32> level_;
};

class Module final : Pinned {
public:
	Result<> init() { return device_.publish({ .mode = 0660 }); }

private:
	misc::Device<Lines, "lines"> device_;
};

} // namespace

KERNEL_MODULE(Module, { .name = KBUILD_MODNAME, .license = "GPL" })
