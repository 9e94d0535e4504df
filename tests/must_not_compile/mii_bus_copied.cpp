// SPDX-License-Identifier: GPL-2.0
//! A bus has one owner.
// EXPECT: use of deleted function

#include <kernel/net/mii_bus.hpp>

using namespace kernel;

struct Registers {
	Result<u16> read(mdio::C22) const { return 0xffff; }
	Result<> write(mdio::C22, u16) const { return ok; }
};
Result<> use();
Result<> use()
{
	auto bus = TRY((MiiBus<Registers, "registers">::create()));
#ifdef FIXED
	auto other = std::move(bus);
#else
	auto other = bus;
#endif
	return other.publish({ .id = "registers" });
}
