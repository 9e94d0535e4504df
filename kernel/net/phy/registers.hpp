// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Registers of a PHY, as IEEE 802.3 addresses them: clause 22 and clause 45.
//!
//! C: include/uapi/linux/mii.h, include/uapi/linux/mdio.h
#pragma once

#include <concepts>

#include <uapi/linux/mdio.hpp>
#include <uapi/linux/mii.hpp>

#include <kernel/base/annotations.hpp>
#include <kernel/base/types.hpp>

namespace kernel::phy {

namespace detail {

// Called only at compile time; each name is the message that the compiler shows.
void error_vendor_registers_of_clause_22_are_16_to_31();

} // namespace detail

/// A register of clause 22: the standard names 16 of them, and 16 belong to the chip's vendor.
///
/// Example:
///     test.expect_eq(phy::C22::BMSR.number(), 1u);
///     test.expect_eq(phy::C22::vendor(16).number(), 16u);
class C22 {
public:
	/// Basic mode control: reset, power, speed, autonegotiation.
	static const C22 BMCR;
	/// Basic mode status: link, abilities.
	static const C22 BMSR;
	/// The first half of the PHY's number.
	static const C22 PHYSID1;
	/// The second half of the PHY's number.
	static const C22 PHYSID2;
	/// What this side advertises.
	static const C22 ADVERTISE;
	/// What the link partner can do.
	static const C22 LPA;
	/// The reasons for the result of the negotiation.
	static const C22 EXPANSION;
	/// Control and status of 1000BASE-T.
	static const C22 CTRL1000;
	/// The result of the negotiation of 1000BASE-T.
	static const C22 STAT1000;
	/// Selects a clause 45 register for access through clause 22. C45 does this by itself.
	static const C22 MMD_CTRL;
	/// The data of an access through MMD_CTRL.
	static const C22 MMD_DATA;
	/// The abilities at 1000 Mbit/s.
	static const C22 ESTATUS;

	/// A register that the standard leaves to the chip's vendor: 16 to 31. Others do not
	/// compile.
	static consteval C22 vendor(unsigned number)
	{
		if (number < 16 || number > 31)
			detail::error_vendor_registers_of_clause_22_are_16_to_31();
		return C22(static_cast<u8>(number));
	}

	/// The number, from 0 to 31.
	constexpr u8 number() const __atomic { return number_; }
	friend constexpr bool operator==(C22, C22) = default;

private:
	explicit constexpr C22(u8 number) : number_(number) {}

	u8 number_;
};
inline constexpr C22 C22::BMCR{ ::macro::MII_BMCR };
inline constexpr C22 C22::BMSR{ ::macro::MII_BMSR };
inline constexpr C22 C22::PHYSID1{ ::macro::MII_PHYSID1 };
inline constexpr C22 C22::PHYSID2{ ::macro::MII_PHYSID2 };
inline constexpr C22 C22::ADVERTISE{ ::macro::MII_ADVERTISE };
inline constexpr C22 C22::LPA{ ::macro::MII_LPA };
inline constexpr C22 C22::EXPANSION{ ::macro::MII_EXPANSION };
inline constexpr C22 C22::CTRL1000{ ::macro::MII_CTRL1000 };
inline constexpr C22 C22::STAT1000{ ::macro::MII_STAT1000 };
inline constexpr C22 C22::MMD_CTRL{ ::macro::MII_MMD_CTRL };
inline constexpr C22 C22::MMD_DATA{ ::macro::MII_MMD_DATA };
inline constexpr C22 C22::ESTATUS{ ::macro::MII_ESTATUS };

/// Bits of C22::BMCR.
namespace bmcr {
inline constexpr u16 full_duplex = ::macro::BMCR_FULLDPLX;
inline constexpr u16 restart_aneg = ::macro::BMCR_ANRESTART;
inline constexpr u16 isolate = ::macro::BMCR_ISOLATE;
inline constexpr u16 power_down = ::macro::BMCR_PDOWN;
inline constexpr u16 enable_aneg = ::macro::BMCR_ANENABLE;
/// 100 Mbit/s; if neither speed bit is set, the speed is 10 Mbit/s.
inline constexpr u16 speed_100 = ::macro::BMCR_SPEED100;
/// 1000 Mbit/s.
inline constexpr u16 speed_1000 = ::macro::BMCR_SPEED1000;
/// Sends back to the MAC what it sends.
inline constexpr u16 loopback = ::macro::BMCR_LOOPBACK;
/// Resets the PHY; the bit clears itself when that is done.
inline constexpr u16 reset = ::macro::BMCR_RESET;
} // namespace bmcr

/// Bits of C22::BMSR.
namespace bmsr {
inline constexpr u16 link_up = ::macro::BMSR_LSTATUS;
inline constexpr u16 aneg_complete = ::macro::BMSR_ANEGCOMPLETE;
} // namespace bmsr

/// A part of a clause 45 PHY with registers of its own ("MDIO manageable device").
enum class Mmd : u8 {
	PmaPmd = ::macro::MDIO_MMD_PMAPMD,
	Wis = ::macro::MDIO_MMD_WIS,
	Pcs = ::macro::MDIO_MMD_PCS,
	PhyXs = ::macro::MDIO_MMD_PHYXS,
	DteXs = ::macro::MDIO_MMD_DTEXS,
	Tc = ::macro::MDIO_MMD_TC,
	Autoneg = ::macro::MDIO_MMD_AN,
	C22Extension = ::macro::MDIO_MMD_C22EXT,
	Vendor1 = ::macro::MDIO_MMD_VEND1,
	Vendor2 = ::macro::MDIO_MMD_VEND2,
};

/// A register of clause 45: a part of the PHY, and an address in it. A PHY with only clause 22 is
/// accessed through MMD_CTRL and MMD_DATA.
///
/// Example:
///     constexpr phy::C45 control{ phy::Mmd::Pcs, 0xe854 };
///     test.expect(control.device() == phy::Mmd::Pcs);
///     test.expect_eq(control.address(), 0xe854u);
class C45 {
public:
	/// A register of a device in the PHY.
	constexpr C45(Mmd device, u16 address) : device_(device), address_(address) {}

	/// The device in the PHY.
	constexpr Mmd device() const __atomic { return device_; }
	/// The address in the device.
	constexpr u16 address() const __atomic { return address_; }
	friend constexpr bool operator==(C45, C45) = default;

private:
	Mmd device_;
	u16 address_;
};

/// A type that a PHY's read(), write() and modify() accept.
template <typename T>
concept register_of_phy = std::same_as<T, C22> || std::same_as<T, C45>;

} // namespace kernel::phy
