// SPDX-License-Identifier: GPL-2.0
//! suspend() cannot say that it has the lock.
// EXPECT: the PHY driver's suspend is not .static Result<> suspend\(phy::Device &\)

#include <kernel/net/phy.hpp>

using namespace kernel;

struct Chip {
#ifdef FIXED
	static Result<> suspend(phy::Device &) { return ok; }
#else
	static Result<> suspend(phy::Locked &) { return ok; }
#endif
	static constexpr phy::Info info = { .name = "chip", .id = phy::Id::exact(0x01234567) };
};
::phy_driver *use();
::phy_driver *use()
{
	return phy::detail::Table<Chip>::drivers;
}
