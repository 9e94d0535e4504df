// SPDX-License-Identifier: GPL-2.0
//! The registers go with their bus.
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
	const Registers &registers = *bus;
#else
	const Registers &registers = *std::move(bus);
#endif
	return registers.write({ .phy = 0, .reg = 0 }, 0);
}
