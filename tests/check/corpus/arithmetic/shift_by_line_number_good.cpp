// SPDX-License-Identifier: GPL-2.0
//! Line numbers that do not fit into the mask are refused.
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
		if (line >= 32)
			return EINVAL;
		level_.or_with(1u << line);
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
