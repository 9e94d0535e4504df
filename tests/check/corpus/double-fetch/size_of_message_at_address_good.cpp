// SPDX-License-Identifier: GPL-2.0
//! The ioctl reads the whole message once and looks at the header in its own copy.
//! Like CVE-2016-6480: aacraid fetched the size of a FIB from user space twice.

#include <kernel/file/miscdevice.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

struct Place {
	u64 address;
};
struct FibHeader {
	u16 size;
	u16 command;
	u32 tag;
};

class Controller final : Pinned {
	static constexpr usize largest_message = 2048;

public:
	Result<> send(const File &, const Place &place) const
	{
		Vec<u8> message;

		UserReader whole = UserSlice::at(place.address, largest_message).reader();
		TRY(whole.read_all(message, largest_message, GFP_KERNEL));
		const FibHeader header = TRY(copy_from_bytes<FibHeader>(message.span()));
		if (header.size < sizeof(FibHeader) || header.size > message.size())
			return EINVAL;
		pr_debug("command {} of {} bytes", header.command, header.size);
		return messages_.lock()->push(std::move(message), GFP_KERNEL);
	}

	using Ioctls = ioctl::Table<ioctl::On<ioctl::Write<'a', 1, Place>, &Controller::send>>;

private:
	Mutex<Vec<Vec<u8>>, "controller.messages"> messages_;
};

class Module final : Pinned {
public:
	Result<> init() { return device_.publish(); }

private:
	misc::Device<Controller, "controller"> device_;
};

} // namespace

KERNEL_MODULE(Module, { .name = KBUILD_MODNAME, .license = "GPL" })
