// SPDX-License-Identifier: GPL-2.0
//! A register is written as bytes and read as a word through a union.

#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

class Shift final {
public:
	void clock_in(u32 position, u8 byte)
	{
		if (position < 4)
			register_.bytes[position] = byte; // BUG: below
	}
	u32 word() const
	{
		return register_.word; // BUG: below
	}

private:
	union {
		u8 bytes[4];
		u32 word;
	} register_ = {};
};

} // namespace

u32 shift_in(u8 first);
u32 shift_in(u8 first)
{
	Shift shift;

	for (u32 i = 0; i < 4; i++)
		shift.clock_in(i, static_cast<u8>(first + i));
	return shift.word();
}
