// SPDX-License-Identifier: GPL-2.0
//! A loop keeps only the result of the last write, so earlier errors are overwritten.

#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

class Eeprom final {
public:
	Result<> write(u32 address, u8 value)
	{
		if (address >= sizeof(cells_))
			return EINVAL;
		if (worn_ & 1u << address % 32)
			return EIO;
		cells_[address] = value;
		return ok;
	}
	Result<> write_block(u32 address, Span<const u8> bytes)
	{
		Result<> done = ok;

		for (u8 byte : bytes)
			done = write(address++, byte); // BUG: types
		return done;
	}

private:
	u8 cells_[128] = {};
	u32 worn_ = 0;
};

} // namespace

Result<> store_serial();
Result<> store_serial()
{
	Eeprom eeprom;
	const u8 serial[] = { 1, 2, 3, 4 };

	return eeprom.write_block(8, span_of(serial));
}
