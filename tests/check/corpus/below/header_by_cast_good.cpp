// SPDX-License-Identifier: GPL-2.0
//! The header is copied out of the bytes, with a check of their number.

#include <kernel/base/transmute.hpp>
#include <kernel/file/miscdevice.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

struct Header {
	u16 kind;
	u16 length;
	u32 sequence;
};

class Parser final : Pinned {
public:
	Result<usize> write(const File &, UserReader from) const
	{
		Vec<u8> packet;
		const usize size = from.size();

		TRY(from.read_all(packet, 1500, GFP_KERNEL));
		const Header header = TRY(copy_from_bytes<Header>(packet.span()));
		if (header.kind != 4)
			return EPROTO;
		last_.lock()->sequence = header.sequence;
		return size;
	}

private:
	Mutex<Header, "parser.last"> last_{ Header{} };
};

class Module final : Pinned {
public:
	Result<> init() { return device_.publish(); }

private:
	misc::Device<Parser, "parser"> device_;
};

} // namespace

KERNEL_MODULE(Module, { .name = KBUILD_MODNAME, .license = "GPL" })
