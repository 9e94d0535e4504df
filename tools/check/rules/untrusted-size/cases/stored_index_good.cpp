// SPDX-License-Identifier: GPL-2.0
//! A number of a process is kept in a member, and another function uses it as an index.
#include <kernel/file/uaccess.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

class Mixer {
public:
	Result<> select(UserReader from)
	{
		const Untrusted<u32> channel = TRY(from.read<u32>());

		channel_ = TRY(channel.below(16));
		return ok;
	}
	u8 volume() const { return volumes_[channel_]; }

private:
	u32 channel_ = 0;
	u8 volumes_[16] = {};
};
