// SPDX-License-Identifier: GPL-2.0
//! A handle from user space is looked up in an XArray, and what is found is used without a test.

#include <kernel/container/xarray.hpp>
#include <kernel/file/miscdevice.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

struct Object {
	explicit Object(u32 size) : size(size) {}
	u32 size;
	u32 pins = 0;
};
struct Pin {
	u32 handle;
	u32 size;
};

class Objects final : Pinned {
	using All = XArray<Box<Object>, "objects.all", XaIds::FromOne>;

public:
	Result<> create(const File &, Pin &pin) const
	{
		if (pin.size > 65536)
			return E2BIG;
		pin.handle = TRY(all_.alloc(TRY(make_box<Object>(GFP_KERNEL, pin.size)), GFP_KERNEL));
		return ok;
	}
	Result<> pin(const File &, Pin &pin) const
	{
		auto all = all_.lock();
		Object *object = all.find(pin.handle);

		object->pins++; // BUG: unchecked-null
		pin.size = object->size;
		return ok;
	}

	using Ioctls = ioctl::Table<ioctl::On<ioctl::ReadWrite<'o', 1, Pin>, &Objects::create>,
				    ioctl::On<ioctl::ReadWrite<'o', 2, Pin>, &Objects::pin>>;

private:
	All all_;
};

class Module final : Pinned {
public:
	Result<> init() { return device_.publish(); }

private:
	misc::Device<Objects, "objects"> device_;
};

} // namespace

KERNEL_MODULE(Module, { .name = KBUILD_MODNAME, .license = "GPL" })
