// SPDX-License-Identifier: GPL-2.0
//! The lock of the XArray is held until the last use of the item that was found.

#include <kernel/container/xarray.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

struct Command {
	explicit Command(u32 tag) : tag(tag) {}

	u32 tag;
	u32 status = 0;
	u64 bytes = 0;
};

class CommandTable final : Pinned {
public:
	Result<> start(u32 tag) const
	{
		return commands_.insert(tag, TRY(make_box<Command>(GFP_KERNEL, tag)), GFP_KERNEL);
	}
	/// Called by the interrupt handler.
	Result<> progress(u32 tag, u32 bytes) const
	{
		Command *command = nullptr;

		{
			auto commands = commands_.lock();

			command = commands.find(tag);
			if (!command)
				return ENOENT;
			command->status++;
			command->bytes += bytes;
		}
		return ok;
	}
	void abort(u32 tag) const { commands_.remove(tag).ignore(); }

private:
	XArray<Box<Command>, "hba.commands", XaIds::None, XaLock::Irq> commands_;
};
