// SPDX-License-Identifier: GPL-2.0
//! A field of the answer to an ioctl is never written, so old kernel memory goes to user space.
//! Like CVE-2013-2141: do_tkill() sent a siginfo to user space that was not fully initialised.

#include <kernel/file/miscdevice.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>

using namespace kernel;

namespace {

struct Status {
	u32 state;
	u32 errors;
	u64 uptime;
	u8 name[16];
};

class Unit final : Pinned {
public:
	Result<Status> status(const File &) const
	{
		Status status;

		status.state = state_.load(relaxed);
		status.errors = errors_.load(relaxed);
		status.uptime = 17;
		return status; // BUG: uninitialised
	}

	using Ioctls = ioctl::Table<ioctl::On<ioctl::Read<'u', 1, Status>, &Unit::status>>;

private:
	Atomic<u32> state_;
	Atomic<u32> errors_;
};

class Module final : Pinned {
public:
	Result<> init() { return device_.publish(); }

private:
	misc::Device<Unit, "unit"> device_;
};

} // namespace

KERNEL_MODULE(Module, { .name = KBUILD_MODNAME, .license = "GPL" })
