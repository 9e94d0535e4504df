// SPDX-License-Identifier: GPL-2.0
//! The registers of the QT2025.
#pragma once

#include <kernel/net/mii_bus.hpp>
#include <kernel/prelude.hpp>

#include "log.hpp"
#include "params.hpp"

namespace phy_bus {

/// Every register of the three devices.
struct Qt2025Registers {
	u16 value[3][65536];
};

struct Qt2025State {
	VBox<Qt2025Registers> registers;
	bool link_was_lost = true;

	explicit Qt2025State(VBox<Qt2025Registers> zeroed) : registers(std::move(zeroed)) {}
	/// Null for a device that the chip does not have.
	u16 *find(mdio::C45 at);
	u16 read(mdio::C45 at);
};

/// A 10G PHY by clause 45: devices 1, 3 and 4 store everything that is written to them, including the firmware.
class Qt2025Chip final : Pinned {
public:
	explicit Qt2025Chip(VBox<Qt2025Registers> zeroed);

	Result<u16> read_c45(mdio::C45 at) const;
	Result<> write_c45(mdio::C45 at, u16 value) const;

	void link_lost() const { state_.lock()->link_was_lost = true; }

private:
	Mutex<Qt2025State, "phy_bus.qt2025"> state_;
};

} // namespace phy_bus
