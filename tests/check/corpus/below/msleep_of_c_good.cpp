// SPDX-License-Identifier: GPL-2.0
//! The driver calls the library's function.

#include <kernel/prelude.hpp>
#include <kernel/time/delay.hpp>

using namespace kernel;

namespace {

class Reset final {
public:
	Result<> pulse()
	{
		asserted_ = true;
		sleep(20_ms);
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
