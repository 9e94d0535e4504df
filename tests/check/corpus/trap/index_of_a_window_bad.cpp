// SPDX-License-Identifier: GPL-2.0
//! An accessor two calls below a write() stops the kernel when its index is out of range.

#include <kernel/file/miscdevice.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

template <typename T, usize n>
class Window {
public:
	T &at(usize index) __lifetimebound
	{
		if (index >= n)
			__builtin_trap(); // BUG: trap
		return slots_[index];
	}

private:
	T slots_[n] = {};
};

class Registers final : Pinned {
public:
	Result<usize> write(const File &, UserReader from) const
	{
		const u32 index = TRY(from.read<u32>()).unchecked();
		const u32 value = TRY(from.read<u32>()).unchecked();

		poke(index, value);
		return 2 * sizeof(u32);
	}

private:
	void poke(u32 index, u32 value) const { window_.lock()->at(index) = value; }

	Mutex<Window<u32, 64>, "regs.window"> window_;
};

class RegistersModule final : Pinned {
public:
	Result<> init() { return device_.publish(); }

private:
	misc::Device<Registers, "regs"> device_;
};
