// SPDX-License-Identifier: GPL-2.0
//! A bus has registers, and says so in public.
// EXPECT: a bus has public functions read\(\) and write\(\)

#include <kernel/net/mii_bus.hpp>

using namespace kernel;

class Registers {
#ifdef FIXED
public:
#endif
	Result<u16> read(mdio::C22) const { return 0xffff; }
	Result<> write(mdio::C22, u16) const { return ok; }
};
Result<> use();
Result<> use()
{
	auto bus = TRY((MiiBus<Registers, "registers">::create()));
	return bus.publish({ .id = "registers" });
}
