// SPDX-License-Identifier: GPL-2.0
//! A call that returns a Result stands alone as a statement.

#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

class Panel final {
public:
	Result<> set_brightness(u32 percent)
	{
		if (percent > 100)
			return ERANGE;
		percent_ = percent;
		return ok;
	}
	Result<> dim()
	{
		for (u32 step = 0; step < 3; step++) {
			set_brightness(percent_ / 2); // BUG: types
			pr_debug("{} percent", percent_);
		}
		return ok;
	}

private:
	u32 percent_ = 80;
};

} // namespace

Result<> evening();
Result<> evening()
{
	Panel panel;

	return panel.dim();
}
