// SPDX-License-Identifier: GPL-2.0
//! A callback takes the PHY in the state of its locks in which phylib hands it out, or less.
// EXPECT: the PHY driver's read_status is not .static Result<> read_status\(phy::Locked &\)

#include <kernel/net/phy.hpp>

using namespace kernel;

struct Chip {
#ifdef FIXED
	static Result<> read_status(phy::Device &) { return ok; }
#else
	static Result<> read_status(phy::Fresh &) { return ok; }
#endif
	static constexpr phy::Info info = { .name = "chip", .id = phy::Id::exact(0x01234567) };
};
::phy_driver *use();
::phy_driver *use()
{
	return phy::detail::Table<Chip>::drivers;
}
