// SPDX-License-Identifier: GPL-2.0
//! A driver says which PHYs it is for.
// EXPECT: .info. is not a member of .Chip

#include <kernel/net/phy.hpp>

using namespace kernel;

struct Chip {
#ifdef FIXED
	static constexpr phy::Info info = { .name = "chip", .id = phy::Id::exact(0x01234567) };
#endif
};
::phy_driver *use();
::phy_driver *use()
{
	return phy::detail::Table<Chip>::drivers;
}
