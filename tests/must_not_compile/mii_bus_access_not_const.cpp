// SPDX-License-Identifier: GPL-2.0
//! The functions of a bus run beside others who reach its registers.
// EXPECT: a bus reads by .Result<u16> read\(mdio::C22 at\) const

#include <kernel/net/mii_bus.hpp>

using namespace kernel;

struct Registers {
#ifdef FIXED
	Result<u16> read(mdio::C22) const { return 0xffff; }
#else
	Result<u16> read(mdio::C22) { return 0xffff; }
#endif
	Result<> write(mdio::C22, u16) const { return ok; }
};
Result<> use();
Result<> use()
{
	auto bus = TRY((MiiBus<Registers, "registers">::create()));
	return bus.publish({ .id = "registers" });
}
