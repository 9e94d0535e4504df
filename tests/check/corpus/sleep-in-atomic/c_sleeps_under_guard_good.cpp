// SPDX-License-Identifier: GPL-2.0
//! Unsafe code waits for a chip with C's __const_udelay(), which does not sleep, while a spinlock is held.
//! Like fixes that replace msleep() by mdelay() below a driver's own lock.

#include <linux/delay.hpp>

#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

struct Bank {
	u32 selected = 0;
	u32 switches = 0;
};

class Eeprom final {
public:
	/// Selects a bank.
	///
	/// Safety:
	/// - The chip has power.
	void select(unsafe_t, u32 bank)
	{
		auto held = bank_.lock();

		if (held->selected == bank)
			return;
		held->selected = bank;
		held->switches++;
		// SAFETY: waiting without sleep has no precondition; 4295 is a microsecond.
		::__const_udelay(5 * 4295);
	}

private:
	SpinLock<Bank, "eeprom.bank"> bank_;
};

} // namespace

void switch_over();
void switch_over()
{
	Eeprom eeprom;

	// SAFETY: this test has no chip that could be off.
	eeprom.select(unsafe, 1);
}
