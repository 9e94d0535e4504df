// SPDX-License-Identifier: GPL-2.0
//! The parameters from user space: the chip, and the other end of its cable.
#pragma once

#include <kernel/prelude.hpp>

namespace phy_bus {

using namespace kernel;

enum class Chip : u32 { Ax88772a, Ax88772c, Ax88796b, Qt2025 };
constexpr auto param_names(Chip)
{
	return param::names<Chip>({ { "ax88772a", Chip::Ax88772a },
				    { "ax88772c", Chip::Ax88772c },
				    { "ax88796b", Chip::Ax88796b },
				    { "qt2025", Chip::Qt2025 } });
}

Result<> cable_changed(const bool &);

extern constinit Param<Chip> chip;
/// Whether the cable is plugged in.
extern constinit Param<bool, cable_changed> cable;
/// The modes that the other end offers, as register 5 shows them.
extern constinit Param<u16> partner;
/// Whether register 5 shows nothing although there is a link, a known fault of the AX88772A.
extern constinit Param<bool> lpa_zero;
/// The number of reads of the status that negotiation takes. Unless it is 0, a reset takes one read of the control
/// register.
extern constinit Param<u32> slow;
/// The QT2025's vendor register.
extern constinit Param<u16> vendor;

/// The address of the PHY on its bus.
inline constexpr u8 address = 1;

} // namespace phy_bus
