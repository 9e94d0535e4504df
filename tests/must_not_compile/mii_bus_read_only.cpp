// SPDX-License-Identifier: GPL-2.0
//! phylib wants both functions of a clause.
// EXPECT: a bus with one of read_c45\(\) and write_c45\(\) has the other one

#include <kernel/net/mii_bus.hpp>

using namespace kernel;

struct Registers {
	Result<u16> read_c45(mdio::C45) const { return 0xffff; }
#ifdef FIXED
	Result<> write_c45(mdio::C45, u16) const { return ok; }
#endif
};
Result<> use();
Result<> use()
{
	auto bus = TRY((MiiBus<Registers, "registers">::create()));
	return bus.publish({ .id = "registers" });
}
