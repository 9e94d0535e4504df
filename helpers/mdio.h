/* SPDX-License-Identifier: GPL-2.0 */
/* Bus accesses: older kernels pass both clauses to one function, newer ones have one for each. */
#ifndef KXX_HELPERS_MDIO_H
#define KXX_HELPERS_MDIO_H

#include <linux/mdio.h>
#include <linux/mutex.h>
#include <linux/phy.h>

/* Whether the register number that the function for clause 22 got means clause 45. */
static __always_inline bool kxx_mdio_is_c45(int number)
{
#ifdef MII_ADDR_C45
	return number & MII_ADDR_C45;
#else
	return false;
#endif
}

static __always_inline int kxx_mdio_c45_mmd(int number)
{
	return number >> 16 & 0x1f;
}

static __always_inline int kxx_mdio_c45_register(int number)
{
	return number & 0xffff;
}

static __always_inline void
kxx_mii_bus_set_access(struct mii_bus *bus, bool c22, bool c45,
		       int (*read)(struct mii_bus *bus, int phy, int number),
		       int (*write)(struct mii_bus *bus, int phy, int number, u16 value),
		       int (*read_c45)(struct mii_bus *bus, int phy, int mmd, int number),
		       int (*write_c45)(struct mii_bus *bus, int phy, int mmd, int number, u16 value))
{
#ifdef MII_ADDR_C45
	bus->read = read;
	bus->write = write;
	bus->probe_capabilities = c22 && c45 ? MDIOBUS_C22_C45 : c45 ? MDIOBUS_C45 : MDIOBUS_C22;
#else
	bus->read = c22 ? read : NULL;
	bus->write = c22 ? write : NULL;
	bus->read_c45 = c45 ? read_c45 : NULL;
	bus->write_c45 = c45 ? write_c45 : NULL;
#endif
}

#endif
