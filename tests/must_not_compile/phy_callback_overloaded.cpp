// SPDX-License-Identifier: GPL-2.0
//! Two functions of a callback's name: which one?
// EXPECT: there are several of that name

#include <kernel/net/phy.hpp>

using namespace kernel;

struct Chip {
#ifdef FIXED
	static Result<> probe(phy::Fresh &) { return ok; }
#else
	static Result<> probe(phy::Fresh &) { return ok; }
	static Result<> probe(phy::Device &) { return ok; }
#endif
	static constexpr phy::Info info = { .name = "chip", .id = phy::Id::exact(0x01234567) };
};
::phy_driver *use();
::phy_driver *use()
{
	return phy::detail::Table<Chip>::drivers;
}
