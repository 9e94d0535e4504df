// SPDX-License-Identifier: GPL-2.0
//! What belongs to one task at a time is not for a bus.
// EXPECT: the functions of a bus run beside other users

#include <kernel/net/mii_bus.hpp>

using namespace kernel;

struct Registers
#ifndef FIXED
	: OneTaskAtATime
#endif
{
	Result<u16> read(mdio::C22) const { return 0xffff; }
	Result<> write(mdio::C22, u16) const { return ok; }
};
Result<> use();
Result<> use()
{
	auto bus = TRY((MiiBus<Registers, "registers">::create()));
	return bus.publish({ .id = "registers" });
}
