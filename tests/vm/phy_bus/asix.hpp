// SPDX-License-Identifier: GPL-2.0
//! The registers of the AX88796B family.
#pragma once

#include <kernel/net/mii_bus.hpp>
#include <kernel/prelude.hpp>

#include "log.hpp"
#include "params.hpp"

namespace phy_bus {

struct AsixRegisters {
	u16 control = 0x3100;
	u16 advertised = 0x01e1;
	/// The modes that were advertised when negotiation began.
	u16 offered = 0x01e1;
	u16 page = 0;
	u16 page_address[32] = {};
	u16 eee_advertised = 0;
	u32 resetting = 0;
	u32 negotiating = 0;
	bool link_was_lost = true;

	void negotiate();
	u16 common() const;
	bool negotiated() const;
	bool link() const;
	u16 read(u8 reg);
	void write(u8 reg, u16 value);
	u16 read_control();
	u16 read_status();
	void write_control(u16 value);
	u16 read_page() const;
	void write_page(u16 value);
};

/// A 10/100 PHY by clause 22: it resets itself, negotiates when it is told to, sees a cable come and go,
/// and has pages of clause 45 behind registers 13 and 14.
class AsixChip final : Pinned {
public:
	Result<u16> read(mdio::C22 at) const;
	Result<> write(mdio::C22 at, u16 value) const;

	/// Makes the next read of the status report that the link was down.
	void link_lost() const { registers_.lock()->link_was_lost = true; }

private:
	Mutex<AsixRegisters, "phy_bus.asix"> registers_;
};

} // namespace phy_bus
