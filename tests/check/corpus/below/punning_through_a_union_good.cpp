// SPDX-License-Identifier: GPL-2.0
//! The word is put together from its bytes.

#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

class Shift final {
public:
	void clock_in(u32 position, u8 byte)
	{
		if (position < 4)
			bytes_[position] = byte;
	}
	u32 word() const
	{
		u32 word = 0;

		for (u32 i = 4; i > 0; i--)
			word = word << 8 | bytes_[i - 1];
		return word;
	}

private:
	u8 bytes_[4] = {};
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
