// SPDX-License-Identifier: GPL-2.0
//! There is no object that a callback could be a member function of.
// EXPECT: the PHY driver's config_init is not a public .static Result<> config_init

#include <kernel/net/phy.hpp>

using namespace kernel;

struct Chip {
#ifdef FIXED
	static Result<> config_init(phy::Locked &) { return ok; }
#else
	Result<> config_init(phy::Locked &) { return ok; }
#endif
	static constexpr phy::Info info = { .name = "chip", .id = phy::Id::exact(0x01234567) };
};
::phy_driver *use();
::phy_driver *use()
{
	return phy::detail::Table<Chip>::drivers;
}
