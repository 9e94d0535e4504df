// SPDX-License-Identifier: GPL-2.0 OR MIT
//! A PHY as phylib passes it to its driver, with one type for each state of its locks.
//!
//! C: include/linux/phy.h
//!
//! doc/design/phy.md has the table of callbacks. Each type says what its callbacks may use:
//!
//!     phy::Device     what is safe without the PHY's lock: registers, identity
//!      ├ phy::Fresh   probe, get_features: nobody else has the PHY yet
//!      └ phy::Locked  phylib holds the PHY's lock: its state may be read and changed
//!     phy::OnBus      phylib holds the bus's lock: registers, without taking that lock again
#pragma once

#include <linux/phy.hpp>
#include <uapi/linux/ethtool.hpp>
#include <helpers/phy.hpp>

#include <kernel/base/annotations.hpp>
#include <kernel/base/errno.hpp>
#include <kernel/base/result.hpp>
#include <kernel/base/share.hpp>
#include <kernel/base/types.hpp>
#include <kernel/device/device.hpp>
#include <kernel/net/phy/registers.hpp>
#include <kernel/text/cstr.hpp>

namespace kernel::phy {

/// The state of phylib's state machine for a PHY. See also Locked::failed().
enum class State : u32 {
	Down = ::PHY_DOWN,
	/// Attached to a net device, not started.
	Ready = ::PHY_READY,
	/// Stopped.
	Halted = ::PHY_HALTED,
	/// Started; the link is checked next.
	Up = ::PHY_UP,
	/// With a link.
	Running = ::PHY_RUNNING,
	NoLink = ::PHY_NOLINK,
	CableTest = ::PHY_CABLETEST,
};

/// A speed in Mbit/s; any other number is also a Speed: `Speed{ 2500 }`.
enum class Speed : i32 {
	Unknown = ::macro::SPEED_UNKNOWN,
	Mbps10 = ::macro::SPEED_10,
	Mbps100 = ::macro::SPEED_100,
	Mbps1000 = ::macro::SPEED_1000,
	Mbps10000 = ::macro::SPEED_10000,
};

/// Whether both sides may send at once.
enum class Duplex : i32 {
	Half = ::macro::DUPLEX_HALF,
	Full = ::macro::DUPLEX_FULL,
	Unknown = ::macro::DUPLEX_UNKNOWN,
};

/// A PHY during a callback, with access to its registers and its identity.
///
/// match_phy_device(), suspend(), resume(), config_intr() and remove() get it: phylib does not hold
/// the PHY's lock, so there is no access to its state (Locked has that). Register access is safe at
/// any time, since the bus has its own lock.
///
/// Context: process, for all functions; those that touch registers may sleep.
///
/// Example:
///     struct Chip {
///             static constexpr phy::Info info{ .name = "example_suspends", .id = phy::Id::exact(0x01234560) };
///             static Result<> suspend(phy::Device &phy)
///             {
///                     TRY(phy.write(phy::C45(phy::Mmd::Vendor1, 0x0800), 0));
///                     return phy.modify(phy::C22::BMCR, 0, phy::bmcr::power_down);
///             }
///     };
///     Result<> example(kunit::Test &test)
///     {
///             test.expect(phy::detail::Table<Chip>::drivers[0].suspend != nullptr);
///             return ok;
///     }
class Device : public TaskBound {
public:
	Device() = delete;
	Device(const Device &) = delete;
	Device &operator=(const Device &) = delete;

	/// Reads a register.
	///
	/// Errors: those of the bus.
	[[gnu::always_inline]] Result<u16> read(C22 from) const __sleeps
	{
		// SAFETY: a bus returns 16 bits or a negative errno.
		return kernel::detail::value_or_errno<u16>(unsafe, ::phy_read(as_raw(), from.number()));
	}
	[[gnu::always_inline]] Result<u16> read(C45 from) const __sleeps
	{
		// SAFETY: as above.
		return kernel::detail::value_or_errno<u16>(
			unsafe, ::phy_read_mmd(as_raw(), static_cast<int>(from.device()), from.address()));
	}
	/// Writes a register.
	///
	/// Errors: those of the bus.
	[[gnu::always_inline]] Result<> write(C22 to, u16 value) const __sleeps
	{
		// SAFETY: a bus returns zero or a negative errno.
		return kernel::detail::from_errno(unsafe, ::phy_write(as_raw(), to.number(), value));
	}
	[[gnu::always_inline]] Result<> write(C45 to, u16 value) const __sleeps
	{
		// SAFETY: as above.
		return kernel::detail::from_errno(
			unsafe, ::phy_write_mmd(as_raw(), static_cast<int>(to.device()), to.address(), value));
	}
	/// Reads a register, clears the bits of `clear`, sets those of `set`, and writes the
	/// register if it changed. For other users of the bus, this is atomic.
	///
	/// Errors: those of the bus.
	[[gnu::always_inline]] Result<> modify(C22 which, u16 clear, u16 set) const __sleeps
	{
		// SAFETY: phylib returns zero or a negative errno.
		return kernel::detail::from_errno(unsafe, ::phy_modify(as_raw(), which.number(), clear, set));
	}
	[[gnu::always_inline]] Result<> modify(C45 which, u16 clear, u16 set) const __sleeps
	{
		// SAFETY: as above.
		return kernel::detail::from_errno(unsafe, ::phy_modify_mmd(as_raw(), static_cast<int>(which.device()),
									   which.address(), clear, set));
	}

	/// The number with which the chip identifies itself, by which drivers are matched. Zero for
	/// clause 45 PHYs.
	u32 id() const __atomic { return as_raw()->phy_id; }
	/// Whether it is accessed by clause 45.
	bool is_c45() const __atomic { return as_raw()->is_c45; }
	/// The address on the bus, 0 to 31.
	u8 address() const __atomic { return static_cast<u8>(as_raw()->mdio.addr); }
	/// Flags from the MAC driver that attached it, whose meaning the two drivers agree on.
	u32 dev_flags() const __atomic { return as_raw()->dev_flags; }
	/// The device in sysfs, for messages and firmware.
	[[gnu::always_inline]] const kernel::Device &device() const __atomic __lifetimebound
	{
		// SAFETY: a PHY for which a driver is called is a registered device.
		return kernel::Device::from_raw(unsafe, &as_raw()->mdio.dev);
	}

	/// Powers the PHY down or up with the bit in BMCR.
	Result<> genphy_suspend() const __sleeps { return status(::genphy_suspend(as_raw())); }
	Result<> genphy_resume() const __sleeps { return status(::genphy_resume(as_raw())); }

	/// The pointer for C.
	[[gnu::always_inline]] ::phy_device *as_raw() const __atomic __lifetimebound { return &raw_; }

protected:
	/// Converts zero or a negative errno from phylib's own functions.
	[[gnu::always_inline]] static Result<> status(int returned)
	{
		// SAFETY: the phylib functions called here return nothing else.
		return kernel::detail::from_errno(unsafe, returned);
	}

private:
	union {
		mutable ::phy_device raw_;
	};
};

/// A PHY to which a driver is being bound; probe() and get_features() get it. Nobody else uses it
/// yet, and its state machine does not run, so it has no state to read.
///
/// Example:
///     struct Chip {
///             static constexpr phy::Info info{ .name = "example_probes", .id = phy::Id::exact(0x01234560) };
///             static Result<> probe(phy::Fresh &phy)
///             {
///                     if (TRY(phy.read(phy::C22::vendor(16))) == 0xffff)
///                             return ENODEV;
///                     dev_info(phy.device(), "at address {}", phy.address());
///                     return ok;
///             }
///     };
///     Result<> example(kunit::Test &test)
///     {
///             test.expect(phy::detail::Table<Chip>::drivers[0].probe != nullptr);
///             return ok;
///     }
class Fresh : public Device {
public:
	/// The device in sysfs, which keeps the driver's objects until it is unbound:
	/// `phy.device().manage(std::move(box))`.
	[[gnu::always_inline]] const BoundDevice &device() const __atomic __lifetimebound
	{
		// SAFETY: phylib is binding one of this module's drivers to it; the table of
		// drivers is unregistered before the module is unloaded, which unbinds the device.
		return BoundDevice::from_raw(unsafe, &as_raw()->mdio.dev);
	}

	/// Reads the PHY's abilities from the standard registers. For get_features().
	Result<> genphy_read_abilities() __sleeps { return status(::genphy_read_abilities(as_raw())); }
	Result<> genphy_c45_pma_read_abilities() __sleeps { return status(::genphy_c45_pma_read_abilities(as_raw())); }
};

/// A PHY whose lock phylib holds while it calls the driver, so nobody else uses its state.
///
/// In soft_reset() and config_init(), phylib may not hold the lock, but then nobody else has the
/// PHY yet.
///
/// Context: process, for all functions; those that touch registers may sleep.
///
/// Example:
///     struct Chip {
///             static constexpr phy::Info info{ .name = "example_reads", .id = phy::Id::exact(0x01234560) };
///             static Result<> read_status(phy::Locked &phy)
///             {
///                     TRY(phy.genphy_read_status());
///                     if (phy.has_link() && phy.speed() == phy::Speed::Unknown)
///                             phy.set_speed(phy::Speed::Mbps10);
///                     return ok;
///             }
///     };
///     Result<> example(kunit::Test &test)
///     {
///             test.expect(phy::detail::Table<Chip>::drivers[0].read_status != nullptr);
///             return ok;
///     }
class Locked : public Device {
public:
	/// The state of the state machine.
	[[gnu::always_inline]] State state() const __atomic { return static_cast<State>(as_raw()->state); }
	/// Whether the state machine gave up after an error. Always false on Linux 6.1, where the
	/// state machine then halts instead.
	bool failed() const __atomic { return ::kxx_phy_failed(as_raw()); }
	/// Whether there was a link at the last check.
	[[gnu::always_inline]] bool has_link() const __atomic { return as_raw()->link; }
	/// Whether speed and duplex are negotiated.
	[[gnu::always_inline]] bool autoneg_enabled() const __atomic
	{
		return as_raw()->autoneg == static_cast<unsigned>(::macro::AUTONEG_ENABLE);
	}
	/// Whether the negotiation is complete.
	[[gnu::always_inline]] bool autoneg_complete() const __atomic { return as_raw()->autoneg_complete; }
	/// The speed of the link.
	[[gnu::always_inline]] Speed speed() const __atomic { return static_cast<Speed>(as_raw()->speed); }
	/// Whether both sides may send at once.
	[[gnu::always_inline]] Duplex duplex() const __atomic { return static_cast<Duplex>(as_raw()->duplex); }

	/// Reports that there is a link.
	[[gnu::always_inline]] void set_link_up() __atomic { as_raw()->link = 1; }
	/// Reports that there is no link.
	[[gnu::always_inline]] void set_link_down() __atomic { as_raw()->link = 0; }
	/// Reports the speed of the link.
	[[gnu::always_inline]] void set_speed(Speed speed) __atomic { as_raw()->speed = static_cast<int>(speed); }
	/// Reports whether both sides may send at once.
	[[gnu::always_inline]] void set_duplex(Duplex duplex) __atomic { as_raw()->duplex = static_cast<int>(duplex); }

	/// Sets speed and duplex from the abilities that both sides advertise.
	[[gnu::always_inline]] void resolve_aneg_linkmode() { ::phy_resolve_aneg_linkmode(as_raw()); }
	/// Resets and initialises the hardware: calls the driver's soft_reset(), the fixups, and
	/// the driver's config_init().
	[[gnu::always_inline]] Result<> init_hw() __sleeps { return at_least_zero(::phy_init_hw(as_raw())); }
	/// Configures and starts autonegotiation. Linux 6.1 releases the lock while it does so:
	/// state that was read before may be out of date.
	[[gnu::always_inline]] Result<> start_aneg() __sleeps { return at_least_zero(::kxx_phy_start_aneg(as_raw())); }

	/// phylib's own functions for a PHY that follows the standard.
	[[gnu::always_inline]] Result<> genphy_soft_reset() __sleeps { return status(::genphy_soft_reset(as_raw())); }
	[[gnu::always_inline]] Result<> genphy_update_link() __sleeps { return status(::genphy_update_link(as_raw())); }
	[[gnu::always_inline]] Result<> genphy_read_lpa() __sleeps { return status(::genphy_read_lpa(as_raw())); }
	[[gnu::always_inline]] Result<> genphy_read_status() __sleeps
	{
		return at_least_zero(::genphy_read_status(as_raw()));
	}
	[[gnu::always_inline]] Result<> genphy_config_aneg() __sleeps
	{
		return at_least_zero(::genphy_config_aneg(as_raw()));
	}
	/// phylib's own function for a PHY of clause 45.
	[[gnu::always_inline]] Result<> genphy_c45_read_status() __sleeps
	{
		return at_least_zero(::genphy_c45_read_status(as_raw()));
	}
	[[gnu::always_inline]] Result<> genphy_c45_config_aneg() __sleeps
	{
		return at_least_zero(::genphy_c45_config_aneg(as_raw()));
	}

private:
	/// Converts a negative errno to an error; any other value is success.
	[[gnu::always_inline]] static Result<> at_least_zero(int returned)
	{
		return status(returned < 0 ? returned : 0);
	}
};

/// A PHY whose bus is locked; read_mmd(), write_mmd(), read_page() and write_page() get it, since
/// phylib calls them in the middle of an access. Its functions access registers without taking the
/// bus's lock, which would wait for ever.
///
/// Context: process, for all functions; they may sleep.
///
/// Example:
///     struct Chip {
///             static constexpr phy::Info info{ .name = "example_pages", .id = phy::Id::exact(0x01234560) };
///             static Result<u16> read_page(phy::OnBus &phy) { return phy.read(phy::C22::vendor(31)); }
///             static Result<> write_page(phy::OnBus &phy, int page)
///             {
///                     return phy.write(phy::C22::vendor(31), static_cast<u16>(page));
///             }
///     };
///     Result<> example(kunit::Test &test)
///     {
///             test.expect(phy::detail::Table<Chip>::drivers[0].read_page != nullptr);
///             return ok;
///     }
class OnBus : public TaskBound {
public:
	OnBus() = delete;
	OnBus(const OnBus &) = delete;
	OnBus &operator=(const OnBus &) = delete;

	/// Reads a register.
	///
	/// Errors: those of the bus.
	[[gnu::always_inline]] Result<u16> read(C22 from) const __sleeps
	{
		// SAFETY: a bus returns 16 bits or a negative errno.
		return kernel::detail::value_or_errno<u16>(unsafe, ::__phy_read(&raw_, from.number()));
	}
	/// Writes a register.
	///
	/// Errors: those of the bus.
	[[gnu::always_inline]] Result<> write(C22 to, u16 value) const __sleeps
	{
		// SAFETY: a bus returns zero or a negative errno.
		return kernel::detail::from_errno(unsafe, ::__phy_write(&raw_, to.number(), value));
	}
	/// Reads a register, clears the bits of `clear`, sets those of `set`, and writes the
	/// register if it changed.
	///
	/// Errors: those of the bus.
	[[gnu::always_inline]] Result<> modify(C22 which, u16 clear, u16 set) const __sleeps
	{
		// SAFETY: phylib returns zero or a negative errno.
		return kernel::detail::from_errno(unsafe, ::__phy_modify(&raw_, which.number(), clear, set));
	}

	/// The pointer for C.
	::phy_device *as_raw() const __atomic __lifetimebound { return &raw_; }

private:
	union {
		mutable ::phy_device raw_;
	};
};

} // namespace kernel::phy
