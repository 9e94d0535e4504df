// SPDX-License-Identifier: GPL-2.0
//! The limit for reading a whole write() into memory is a constant.

#include <kernel/file/miscdevice.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

class Blob final : Pinned {
public:
	Result<usize> write(const File &, UserReader from) const
	{
		const usize size = from.size();
		Vec<u8> bytes;

		TRY(from.read_all(bytes, 64 * 1024, GFP_KERNEL));
		bytes_.lock()->swap(bytes);
		return size;
	}
	Result<usize> read(const File &, UserWriter to) const
	{
		auto bytes = bytes_.lock();

		return to.write_some(bytes->span());
	}

private:
	Mutex<Vec<u8>, "blob.bytes"> bytes_;
};

class Module final : Pinned {
public:
	Result<> init() { return device_.publish(); }

private:
	misc::Device<Blob, "blob"> device_;
};

} // namespace

KERNEL_MODULE(Module, { .name = KBUILD_MODNAME, .license = "GPL" })
