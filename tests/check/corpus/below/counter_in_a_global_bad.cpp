// SPDX-License-Identifier: GPL-2.0
//! A plain global counts the open files, which several tasks open at once.

#include <kernel/file/miscdevice.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>

using namespace kernel;

namespace {

u32 open_files = 0; // BUG: below, not-shareable

class Ticket final : Pinned {
public:
	Ticket() : number_(++open_files) {}
	~Ticket() { open_files--; }

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
