// SPDX-License-Identifier: GPL-2.0
//! Only the part of the buffer that was filled goes to user space.

#include <kernel/file/miscdevice.hpp>
#include <kernel/memory/inline_vec.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

class Greeter final : Pinned {
public:
	Result<usize> write(const File &, UserReader from) const
	{
		auto name = name_.lock();
		u8 bytes[32];
		const usize count = from.read_some(span_of(bytes));

		if (!count)
			return EFAULT;
		name->clear();
		TRY(name->extend(span_of(bytes).first(count)));
		return count;
	}
	Result<usize> read(const File &, UserWriter to) const
	{
		auto name = name_.lock();
		u8 bytes[48];
		usize used = 0;

		for (u8 byte : *name)
			bytes[used++] = byte;
		bytes[used++] = '!';
		return to.write_some(span_of(bytes).first(used));
	}

private:
	Mutex<InlineVec<u8, 32>, "greeter.name"> name_;
};

class Module final : Pinned {
public:
	Result<> init() { return device_.publish(); }

private:
	misc::Device<Greeter, "greeter"> device_;
};

} // namespace

KERNEL_MODULE(Module, { .name = KBUILD_MODNAME, .license = "GPL" })
