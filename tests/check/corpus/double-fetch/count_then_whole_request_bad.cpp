// SPDX-License-Identifier: GPL-2.0
//! The count in a request is read and checked, then the whole request is read again and its own count is used.
//! Like CVE-2016-6516: FIDEDUPERANGE fetched dest_count, and then again with the rest of its argument.

#include <kernel/file/miscdevice.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

struct Range {
	u64 offset;
	u64 length;
};
struct Header {
	u64 target;
	u32 count;
	u32 flags;
};
struct Request {
	Header header;
	Range ranges[16];
};

class Dedupe final : Pinned {
public:
	Result<usize> write(const File &, UserReader from) const
	{
		UserReader ahead = from.again();
		const Header header = TRY(ahead.read<Header>());
		const usize size = from.size();

		if (header.count > 16)
			return E2BIG;
		const Request request = TRY(from.read<Request>()); // BUG: double-fetch
		for (u32 i = 0; i < request.header.count; i++)
			pr_debug("{} bytes at {}", request.ranges[i].length, request.ranges[i].offset);
		return size;
	}
};

class Module final : Pinned {
public:
	Result<> init() { return device_.publish(); }

private:
	misc::Device<Dedupe, "dedupe"> device_;
};

} // namespace

KERNEL_MODULE(Module, { .name = KBUILD_MODNAME, .license = "GPL" })
