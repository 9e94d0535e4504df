// SPDX-License-Identifier: GPL-2.0
//! A register of clause 22 is not one of clause 45.
// EXPECT: a bus writes by .Result<> write_c45\(mdio::C45 at, u16 value\) const

#include <kernel/net/mii_bus.hpp>

using namespace kernel;

struct Registers {
	Result<u16> read_c45(mdio::C45) const { return 0xffff; }
#ifdef FIXED
	Result<> write_c45(mdio::C45, u16) const { return ok; }
#else
	Result<> write_c45(mdio::C22, u16) const { return ok; }
#endif
};
Result<> use();
Result<> use()
{
	auto bus = TRY((MiiBus<Registers, "registers">::create()));
	return bus.publish({ .id = "registers" });
}
