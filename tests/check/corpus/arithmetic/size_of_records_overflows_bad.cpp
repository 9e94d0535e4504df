// SPDX-License-Identifier: GPL-2.0
//! The number of bytes of many records is computed in 32 bits, and may overflow to a small number.

#include <kernel/base/overflow.hpp>
#include <kernel/file/miscdevice.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

struct Setup {
	u32 records;
	u32 record_size;
};

class Store final : Pinned {
public:
	Result<> setup(const File &, const Setup &setup) const
	{
		const u32 bytes = setup.records * setup.record_size; // BUG: arithmetic
		Vec<u8> memory;

		if (bytes > 65536)
			return E2BIG;
		TRY(memory.resize(bytes, 0, GFP_KERNEL));
		memory_.lock()->swap(memory);
		return ok;
	}

	using Ioctls = ioctl::Table<ioctl::On<ioctl::Write<'s', 1, Setup>, &Store::setup>>;

private:
	Mutex<Vec<u8>, "store.memory"> memory_;
};

class Module final : Pinned {
public:
	Result<> init() { return device_.publish(); }

private:
	misc::Device<Store, "store"> device_;
};

} // namespace

KERNEL_MODULE(Module, { .name = KBUILD_MODNAME, .license = "GPL" })
