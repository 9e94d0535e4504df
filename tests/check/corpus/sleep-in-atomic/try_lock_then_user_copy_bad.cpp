// SPDX-License-Identifier: GPL-2.0
//! A spinlock is tried, and user memory is read while the try succeeded.

#include <kernel/file/miscdevice.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

struct Command {
	u32 opcode;
	u32 argument;
};

class Mailbox final : Pinned {
	struct Slot {
		Command command = {};
		bool full = false;
	};

public:
	Result<usize> write(const File &, UserReader from) const
	{
		auto slot = TRY(slot_.try_lock());

		if (slot->full)
			return EAGAIN;
		slot->command = TRY(from.read<Command>()); // BUG: sleep-in-atomic
		slot->full = true;
		return sizeof(Command);
	}
	Result<usize> read(const File &, UserWriter to) const
	{
		Command command;
		{
			auto slot = slot_.lock();

			if (!slot->full)
				return 0;
			command = slot->command;
			slot->full = false;
		}
		TRY(to.write(command));
		return sizeof(Command);
	}

private:
	SpinLock<Slot, "mailbox.slot"> slot_;
};

class Module final : Pinned {
public:
	Result<> init() { return device_.publish({ .mode = 0600 }); }

private:
	misc::Device<Mailbox, "mailbox"> device_;
};

} // namespace

KERNEL_MODULE(Module, { .name = KBUILD_MODNAME, .license = "GPL" })
