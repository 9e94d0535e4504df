// SPDX-License-Identifier: GPL-2.0
//! Nobody knows how long a raw device lives.
// EXPECT: no matching function for call

#include <kernel/net/mii_bus.hpp>

using namespace kernel;

struct Registers {
	Result<u16> read(mdio::C22) const { return 0xffff; }
	Result<> write(mdio::C22, u16) const { return ok; }
};
Result<> use(::device *parent);
Result<> use(::device *parent)
{
	auto bus = TRY((MiiBus<Registers, "registers">::create()));
#ifdef FIXED
	// SAFETY: it outlives the bus.
	return bus.publish(unsafe, parent, { .id = "registers" });
#else
	return bus.publish(parent, { .id = "registers" });
#endif
}
