// SPDX-License-Identifier: GPL-2.0
//! A helper fills its out parameter only on success, and the caller ignores whether it succeeded.

#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

struct Calibration {
	u32 offset;
	u32 gain;
};

bool load(Span<const u8> rom, Calibration &calibration)
{
	const u8 *magic = rom.get(0);
	const u8 *offset = rom.get(1);
	const u8 *gain = rom.get(2);

	if (!magic || !offset || !gain || *magic != 0xca)
		return false;
	calibration.offset = *offset;
	calibration.gain = *gain;
	return true;
}

u32 correct(Span<const u8> rom, u32 raw)
{
	Calibration calibration;

	const bool good = load(rom, calibration);
	if (!good)
		pr_warn("no calibration");
	return raw * calibration.gain + calibration.offset; // BUG: uninitialised
}

} // namespace

u32 corrected(u32 raw);
u32 corrected(u32 raw)
{
	const u8 rom[] = { 0xca, 3, 2 };

	return correct(span_of(rom), raw) + correct({}, raw);
}
