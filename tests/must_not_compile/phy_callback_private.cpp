// SPDX-License-Identifier: GPL-2.0
//! A callback that is private by accident is not left out silently.
// EXPECT: the PHY driver's resume is not a public

#include <kernel/net/phy.hpp>

using namespace kernel;

struct Chip {
#ifdef FIXED
	static Result<> resume(phy::Device &) { return ok; }
#else
private:
	static Result<> resume(phy::Device &) { return ok; }

public:
#endif
	static constexpr phy::Info info = { .name = "chip", .id = phy::Id::exact(0x01234567) };
};
::phy_driver *use();
::phy_driver *use()
{
	return phy::detail::Table<Chip>::drivers;
}
