// SPDX-License-Identifier: GPL-2.0
//! phylib's own functions need locks, too.
// EXPECT: the PHY driver's suspend is not

#include <kernel/net/phy.hpp>

using namespace kernel;

struct Chip {
#ifdef FIXED
	static constexpr auto suspend = phy::genphy_suspend;
#else
	static constexpr auto suspend = phy::genphy_read_status;
#endif
	static constexpr phy::Info info = { .name = "chip", .id = phy::Id::exact(0x01234567) };
};
::phy_driver *use();
::phy_driver *use()
{
	return phy::detail::Table<Chip>::drivers;
}
