// SPDX-License-Identifier: GPL-2.0
//! An index from user space is compared with the upper limit only, and it is signed.
//! Like CVE-2013-2094: perf_swevent_init() checked only the upper limit of a signed event number.

#include <kernel/file/miscdevice.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>

using namespace kernel;

namespace {

struct Select {
	i32 event;
	u32 weight;
};

class Events final : Pinned {
	static constexpr i32 known = 12;

public:
	Result<> enable(const File &, const Select &select) const
	{
		if (select.event >= known)
			return ENOENT;
		enabled_[select.event].add(select.weight); // BUG: untrusted-size, out-of-bounds
		return ok;
	}

	using Ioctls = ioctl::Table<ioctl::On<ioctl::Write<'p', 1, Select>, &Events::enable>>;

private:
	Atomic<u32> enabled_[known];
};

class Module final : Pinned {
public:
	Result<> init() { return device_.publish(); }

private:
	misc::Device<Events, "events"> device_;
};

} // namespace

KERNEL_MODULE(Module, { .name = KBUILD_MODNAME, .license = "GPL" })
