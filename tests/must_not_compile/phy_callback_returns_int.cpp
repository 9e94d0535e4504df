// SPDX-License-Identifier: GPL-2.0
//! Callbacks return results, not numbers.
// EXPECT: the PHY driver's soft_reset is not .static Result<> soft_reset\(phy::Locked &\)

#include <kernel/net/phy.hpp>

using namespace kernel;

struct Chip {
#ifdef FIXED
	static Result<> soft_reset(phy::Locked &) { return EIO; }
#else
	static int soft_reset(phy::Locked &) { return -5; }
#endif
	static constexpr phy::Info info = { .name = "chip", .id = phy::Id::exact(0x01234567) };
};
::phy_driver *use();
::phy_driver *use()
{
	return phy::detail::Table<Chip>::drivers;
}
