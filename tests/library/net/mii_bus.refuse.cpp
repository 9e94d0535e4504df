// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/net/mii_bus.hpp refuses.
#include <kernel/net/mii_bus.hpp>

using namespace kernel;

// REFUSED mii_bus_access_not_const: a bus reads by .Result<u16> read\(mdio::C22 at\) const
// The functions of a bus run while other tasks use its registers.
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

// REFUSED mii_bus_access_of_temporary: use of deleted function
// The registers must live as long as their bus.
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

// REFUSED mii_bus_copied: use of deleted function
// A bus has one owner.
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

// REFUSED mii_bus_parent_without_unsafe: no matching function for call
// The compiler cannot know how long a raw device lives.
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

// REFUSED mii_bus_read_only: a bus with one of read_c45\(\) and write_c45\(\) has the other one
// phylib needs both functions of a clause.
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

// REFUSED mii_bus_unshareable: the functions of a bus run beside other users
// Several tasks use a bus at once, so its class must be shareable.
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

// REFUSED mii_bus_without_access: a bus has public functions read\(\) and write\(\)
// A bus needs public functions that read and write its registers.
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

// REFUSED mii_bus_wrong_clause: a bus writes by .Result<> write_c45\(mdio::C45 at, u16 value\) const
// A register of clause 22 is not one of clause 45.
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
