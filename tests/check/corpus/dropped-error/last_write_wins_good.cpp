// SPDX-License-Identifier: GPL-2.0
//! The loop returns at the first write that fails.

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
		for (u8 byte : bytes)
			TRY(write(address++, byte));
		return ok;
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
