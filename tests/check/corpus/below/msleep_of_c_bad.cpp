// SPDX-License-Identifier: GPL-2.0
//! A driver calls a C function where the library has one that the analysis knows.

#include <kernel/prelude.hpp>
#include <kernel/time/delay.hpp>
#include <linux/delay.hpp>

using namespace kernel;

namespace {

class Reset final {
public:
	Result<> pulse()
	{
		asserted_ = true;
		::msleep(20); // BUG: below
		asserted_ = false;
		return settled() ? Result<>(ok) : ETIMEDOUT;
	}

private:
	bool settled()
	{
		for (u32 attempt = 0; attempt < 10; attempt++) {
			if (!asserted_)
				return true;
			delay(10_us);
		}
		return false;
	}

	bool asserted_ = false;
};

} // namespace

Result<> pulse_reset();
Result<> pulse_reset()
{
	Reset reset;

	return reset.pulse();
}
