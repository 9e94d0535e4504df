// SPDX-License-Identifier: GPL-2.0
//! The accessor returns null for an index that is out of range.

#include <kernel/file/miscdevice.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

template <typename T, usize n>
class Window {
public:
	T *at(usize index) __lifetimebound
	{
		if (index >= n)
			return nullptr;
		return &slots_[index];
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

		TRY(poke(index, value));
		return 2 * sizeof(u32);
	}

private:
	Result<> poke(u32 index, u32 value) const
	{
		auto window = window_.lock();
		u32 *slot = window->at(index);

		if (!slot)
			return ERANGE;
		*slot = value;
		return ok;
	}

	Mutex<Window<u32, 64>, "regs.window"> window_;
};

class RegistersModule final : Pinned {
public:
	Result<> init() { return device_.publish(); }

private:
	misc::Device<Registers, "regs"> device_;
};
