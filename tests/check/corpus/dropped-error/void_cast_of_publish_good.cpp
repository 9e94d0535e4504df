// SPDX-License-Identifier: GPL-2.0
//! The result of publish() is returned, so the module does not load without its device.

#include <kernel/file/miscdevice.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

class Dice final : Pinned {
public:
	Result<usize> read(const File &, UserWriter to) const
	{
		const u32 eyes = 4;

		TRY(to.write(eyes));
		return sizeof(eyes);
	}
};

class DiceModule final : Pinned {
public:
	Result<> init() { return device_.publish({ .mode = 0444 }); }

private:
	misc::Device<Dice, "dice"> device_;
};

} // namespace

KERNEL_MODULE(DiceModule, { .name = KBUILD_MODNAME, .license = "GPL" })
