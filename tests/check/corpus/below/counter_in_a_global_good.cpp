// SPDX-License-Identifier: GPL-2.0
//! The global that several tasks change is atomic.

#include <kernel/file/miscdevice.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>

using namespace kernel;

namespace {

constinit Atomic<u32> open_files;

class Ticket final : Pinned {
public:
	Ticket() : number_(open_files.fetch_add(1) + 1) {}
	~Ticket() { open_files.dec(); }

	Result<usize> read(const File &, UserWriter to) const
	{
		TRY(to.write(number_));
		return sizeof(number_);
	}

private:
	u32 number_;
};

class Module final : Pinned {
public:
	Result<> init() { return device_.publish(); }

private:
	misc::Device<Ticket, "ticket"> device_;
};

} // namespace

KERNEL_MODULE(Module, { .name = KBUILD_MODNAME, .license = "GPL" })
