// SPDX-License-Identifier: GPL-2.0
//! Simulates the registers of the AX88796B family.

#include "asix.hpp"

#include <uapi/linux/mii.hpp>

namespace phy_bus {

namespace {

constexpr u16 speed100 = ::macro::BMCR_SPEED100;
constexpr u16 full_duplex = ::macro::BMCR_FULLDPLX;
constexpr u16 autoneg = ::macro::BMCR_ANENABLE;
constexpr u16 power_down = ::macro::BMCR_PDOWN;

/// The two identifiers of the chip; the AX88796B's last digit is its revision.
u32 identifier()
{
	switch (chip.get()) {
	case Chip::Ax88772a:
		return 0x003b1861;
	case Chip::Ax88772c:
		return 0x003b1881;
	default:
		return 0x003b1843;
	}
}

} // namespace

void AsixRegisters::negotiate()
{
	offered = advertised;
	negotiating = slow;
	link_was_lost = true;
}

u16 AsixRegisters::common() const
{
	return static_cast<u16>(offered & partner & ::macro::ADVERTISE_ALL);
}

bool AsixRegisters::negotiated() const
{
	return cable && control & autoneg && !(control & power_down) && !negotiating && common();
}

bool AsixRegisters::link() const
{
	return control & autoneg ? negotiated() : cable && !(control & power_down);
}

u16 AsixRegisters::read_control()
{
	u16 value = control;

	if (resetting) {
		resetting--;
		value |= static_cast<u16>(::macro::BMCR_RESET);
	}
	// The AX88772A reports here what was negotiated.
	if (chip == Chip::Ax88772a && negotiated()) {
		const u16 modes = common();
		const bool fast = modes & (::macro::ADVERTISE_100FULL | ::macro::ADVERTISE_100HALF);
		const bool full = modes & (fast ? ::macro::ADVERTISE_100FULL : ::macro::ADVERTISE_10FULL);

		value &= static_cast<u16>(~(speed100 | full_duplex));
		value |= static_cast<u16>((fast ? speed100 : 0) | (full ? full_duplex : 0));
	}
	return value;
}

u16 AsixRegisters::read_status()
{
	const bool up = link();
	u16 value = 0x7809; // 10 and 100, half and full; negotiates; has extended registers

	if (negotiated())
		value |= static_cast<u16>(::macro::BMSR_ANEGCOMPLETE);
	if (up && !link_was_lost)
		value |= static_cast<u16>(::macro::BMSR_LSTATUS);
	link_was_lost = !up;
	if (negotiating && cable)
		negotiating--;
	return value;
}

u16 AsixRegisters::read_page() const
{
	const u32 mmd = page & 0x1f;
	const u16 reg = page_address[mmd];

	if (!(page >> 14))
		return reg;
	if (mmd == 3 && reg == 20)
		return chip == Chip::Ax88772c ? 0x0002 : 0; // EEE for 100BASE-TX
	if (mmd == 7 && reg == 60)
		return eee_advertised;
	return 0;
}

void AsixRegisters::write_page(u16 value)
{
	const u32 mmd = page & 0x1f;

	if (!(page >> 14))
		page_address[mmd] = value;
	else if (mmd == 7 && page_address[mmd] == 60)
		eee_advertised = value;
}

u16 AsixRegisters::read(u8 reg)
{
	switch (reg) {
	case ::macro::MII_BMCR:
		return read_control();
	case ::macro::MII_BMSR:
		return read_status();
	case ::macro::MII_PHYSID1:
		return static_cast<u16>(identifier() >> 16);
	case ::macro::MII_PHYSID2:
		return static_cast<u16>(identifier());
	case ::macro::MII_ADVERTISE:
		return advertised;
	case ::macro::MII_LPA:
		return negotiated() && !lpa_zero ? static_cast<u16>(partner | ::macro::LPA_LPACK) : u16{ 0 };
	case ::macro::MII_EXPANSION:
		return negotiated() ? 1 : 0;
	case ::macro::MII_MMD_CTRL:
		return page;
	case ::macro::MII_MMD_DATA:
		return read_page();
	default:
		return 0;
	}
}

void AsixRegisters::write_control(u16 value)
{
	if (value & ::macro::BMCR_RESET) {
		*this = AsixRegisters{};
		// At most one: phylib gives up after 600 ms, which may pass on a busy host, but not before it has read
		// the register twice.
		resetting = slow ? 1 : 0;
		negotiate();
		return;
	}
	const bool starts = value & autoneg && (value & ::macro::BMCR_ANRESTART || !(control & autoneg) ||
						(control & power_down && !(value & power_down)));
	const bool forced = !(value & autoneg) && value != control;

	control = static_cast<u16>(value & ~::macro::BMCR_ANRESTART);
	if (starts)
		negotiate();
	if (forced || value & power_down)
		link_was_lost = true;
}

void AsixRegisters::write(u8 reg, u16 value)
{
	switch (reg) {
	case ::macro::MII_BMCR:
		write_control(value);
		break;
	case ::macro::MII_ADVERTISE:
		advertised = value;
		break;
	case ::macro::MII_MMD_CTRL:
		page = value;
		break;
	case ::macro::MII_MMD_DATA:
		write_page(value);
		break;
	default:
		break;
	}
}

namespace {

struct Name {
	char text[8];

	explicit Name(u8 reg) { ::scnprintf(text, sizeof(text), "%u", static_cast<unsigned>(reg)); }
};

} // namespace

Result<u16> AsixChip::read(mdio::C22 at) const
{
	if (at.phy != address)
		return 0xffff;
	Result<u16> value = [&]() -> Result<u16> {
		TRY(log.begin());
		return registers_.lock()->read(at.reg);
	}();
	log.read(Name(at.reg).text, value);
	return value;
}

Result<> AsixChip::write(mdio::C22 at, u16 value) const
{
	if (at.phy != address)
		return ok;
	Result<> done = log.begin();
	if (done)
		registers_.lock()->write(at.reg, value);
	log.write(Name(at.reg).text, value, done);
	return done;
}

} // namespace phy_bus
