// SPDX-License-Identifier: GPL-2.0
//! The function has the name of C, llseek(), and not the one that kxx calls.

#include <kernel/file/miscdevice.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

class Tape final : Pinned {
public:
	Result<usize> read(const File &, UserWriter to, FilePos &position) const
	{
		return to.write_from(span_of(bytes_), position);
	}
	Result<i64> llseek(const File &, const Seek &seek) const { return seek.within(sizeof(bytes_)); }

private:
	u8 bytes_[256] = {};
};

class TapeModule final : Pinned {
public:
	Result<> init() { return device_.publish(); } // BUG: types

private:
	misc::Device<Tape, "tape"> device_;
};
