// SPDX-License-Identifier: GPL-2.0
//! phy_bus: an MDIO bus with one chip on it, and a network device that uses the chip, for tests of PHY
//! drivers.
//!
//!     insmod phy_bus.ko chip=ax88772a
//!     ip link set phy0 up
//!     echo 2 > /sys/module/phy_bus/parameters/tick
//!     cat /sys/module/phy_bus/parameters/status	1 100 1: link, speed, full duplex
//!     cat /sys/kernel/debug/phy_bus/log
//!
//! phylib's state machine runs when it is told to, so that the order of accesses is the same every
//! time: once when the device is opened, and by `tick`. With polled=1, phylib decides when it runs.

#include <helpers/netdevice.hpp>
#include <linux/etherdevice.hpp>
#include <linux/ethtool.hpp>
#include <linux/mdio.hpp>
#include <linux/netdevice.hpp>
#include <linux/phy.hpp>
#include <linux/platform_device.hpp>
#include <linux/rtnetlink.hpp>
#include <linux/workqueue.hpp>
#include <uapi/linux/ethtool.hpp>
#include <uapi/linux/netdevice.hpp>

#include <kernel/base/err.hpp>
#include <kernel/net/mii_bus.hpp>
#include <kernel/prelude.hpp>

#include "asix.hpp"
#include "log.hpp"
#include "params.hpp"
#include "qt2025.hpp"

namespace phy_bus {

namespace {

/// A device with a driver, which is the parent of the network device: phylib checks there whether the network
/// device and the bus are of one module, which may then be unloaded while both are in use.
class Parent {
public:
	Parent() = default;
	Parent(const Parent &) = delete;
	~Parent()
	{
		if (!device_)
			return;
		::platform_device_unregister(device_);
		::platform_driver_unregister(&driver_);
	}

	Result<> publish()
	{
		TRY(Result<>::from_c(::__platform_driver_register(&driver_, &::__this_module)));
		auto device = from_err_ptr(::platform_device_register_simple("phy_bus", -1, nullptr, 0));
		if (device.is_error()) {
			::platform_driver_unregister(&driver_);
			return device.error();
		}
		device_ = *device.get();
		return ok;
	}
	::device *device() const { return &device_->dev; }

private:
	static int probe(::platform_device *) { return 0; }
	static constinit ::platform_driver driver_;

	::platform_device *device_ = nullptr;
};

constinit ::platform_driver Parent::driver_ = [] {
	::platform_driver driver{};
	driver.probe = probe;
	driver.driver.name = "phy_bus";
	driver.driver.suppress_bind_attrs = true;
	return driver;
}();

constinit Param<bool> polled{ false };
/// Whether an opened device starts its PHY, or only attaches it.
constinit Param<bool> starts{ true };

/// The network device phy0. Its PHY is attached while it is up.
class Network {
public:
	Network() = default;
	Network(const Network &) = delete;
	~Network()
	{
		if (!device_)
			return;
		::unregister_netdev(device_);
		::free_netdev(device_);
	}

	Result<> publish(::device *parent, ::mii_bus *bus)
	{
		::net_device *device =
			::alloc_netdev_mqs(sizeof(Private), "phy%d", ::macro::NET_NAME_UNKNOWN, ::ether_setup, 1, 1);
		if (!device)
			return ENOMEM;
		static_cast<Private *>(::netdev_priv(device))->bus = bus;
		device->netdev_ops = &operations;
		device->ethtool_ops = &ethtool;
		device->dev.parent = parent;
		::eth_hw_addr_random(device);
		if (Result<> done = Result<>::from_c(::register_netdev(device)); done.is_error()) {
			::free_netdev(device);
			return done;
		}
		device_ = device;
		return ok;
	}

	/// Does the same as `ip link set phy0 up`, without a process.
	Result<> set_up(bool up) const
	{
		::rtnl_lock();
		int error = 0;
		if (up)
			error = ::dev_open(device_, nullptr);
		else
			::dev_close(device_);
		::rtnl_unlock();
		return Result<>::from_c(error);
	}

	/// Calls `use(::phy_device *)`, with null while the device is down.
	template <typename Use>
	auto with_phy(Use use) const
	{
		::rtnl_lock();
		auto result = use(device_->phydev);
		::rtnl_unlock();
		return result;
	}

	/// Lets the state machine run, and waits for it.
	static void run(::phy_device *phy)
	{
		// Flushes twice, since the work queues itself again after an error.
		::flush_delayed_work(&phy->state_queue);
		::flush_delayed_work(&phy->state_queue);
	}

private:
	struct Private {
		::mii_bus *bus;
	};

	static void link_changed(::net_device *device)
	{
		const ::phy_device *phy = device->phydev;

		log.link(phy->link, phy->speed, phy->duplex == ::macro::DUPLEX_FULL);
	}

	static int open(::net_device *device)
	{
		::mii_bus *bus = static_cast<Private *>(::netdev_priv(device))->bus;
		::phy_device *phy = ::mdiobus_get_phy(bus, address);

		if (!phy)
			return ENODEV.to_c();
		if (int error = ::phy_connect_direct(device, phy, link_changed, ::PHY_INTERFACE_MODE_INTERNAL))
			return error;
		if (phy->is_c45) {
			// The chip does not negotiate: it has 10 Gb/s or no link.
			phy->autoneg = ::macro::AUTONEG_DISABLE;
			phy->speed = ::macro::SPEED_10000;
			phy->duplex = ::macro::DUPLEX_FULL;
		}
		if (starts) {
			::phy_start(phy);
			run(phy);
		}
		return 0;
	}

	static int stop(::net_device *device)
	{
		// Stops it as well, unless its driver was unbound meanwhile.
		::phy_disconnect(device->phydev);
		return 0;
	}

	static ::netdev_tx_t transmit(::sk_buff *packet, ::net_device *) { return ::kxx_netdev_drop(packet); }

	static constexpr ::net_device_ops operations = {
		.ndo_open = open,
		.ndo_stop = stop,
		.ndo_start_xmit = transmit,
	};
	static constexpr ::ethtool_ops ethtool = {
		.get_link_ksettings = ::phy_ethtool_get_link_ksettings,
	};

	::net_device *device_ = nullptr;
};

/// The objects of this module, which the setters of the parameters use.
class Bench final : Pinned {
public:
	Result<> init()
	{
		TRY(parent_.publish());
		TRY(log.create());
		if (chip == Chip::Qt2025) {
			auto registers = TRY((make_box_zeroed<Qt2025Registers, Vmalloc>(GFP_KERNEL)));
			auto bus = TRY((Qt2025Bus::create(std::move(registers))));
			qt2025_ = TRY(qt2025_slot_.emplace(in_place::from([&] { return std::move(bus); })));
			TRY(publish(*qt2025_));
		} else {
			auto bus = TRY(AsixBus::create());
			asix_ = TRY(asix_slot_.emplace(in_place::from([&] { return std::move(bus); })));
			TRY(publish(*asix_));
		}
		live = this;
		return ok;
	}
	~Bench() { live = nullptr; }

	void link_lost() const
	{
		if (asix_)
			(*asix_)->link_lost();
		if (qt2025_)
			(*qt2025_)->link_lost();
	}
	const Network &network() const { return network_; }

	/// Null until the module's init has ended.
	static constinit Bench *live;

private:
	using AsixBus = MiiBus<AsixChip, "phy_bus">;
	using Qt2025Bus = MiiBus<Qt2025Chip, "phy_bus">;

	struct LogFile {
		~LogFile() { log.destroy(); }
	};

	template <typename Bus>
	Result<> publish(Bus &bus)
	{
		// SAFETY: the device of parent_, which is declared before the buses.
		TRY(bus.publish(unsafe, parent_.device(),
				{ .id = "phy_bus",
				  .addresses = 1u << address,
				  .link_changes = polled ? mdio::LinkChanges::Polled : mdio::LinkChanges::ToldByMac }));
		return network_.publish(parent_.device(), bus.as_raw());
	}

	Parent parent_;
	LogFile log_file_;
	Slot<AsixBus> asix_slot_;
	Slot<Qt2025Bus> qt2025_slot_;
	AsixBus *asix_ = nullptr;
	Qt2025Bus *qt2025_ = nullptr;
	// The last member: it detaches from the PHY before the bus is destroyed.
	Network network_;
};

constinit Bench *Bench::live = nullptr;

/// Runs the state machine `times` times, as it would run in as many seconds.
Result<> tick(const u32 &times)
{
	return Bench::live->network().with_phy([&](::phy_device *phy) -> Result<> {
		if (!phy)
			return ENETDOWN;
		for (u32 i = 0; i < times; i++) {
			::phy_mac_interrupt(phy);
			Network::run(phy);
		}
		return ok;
	});
}

Result<> set_link(u32 modes, u8 negotiate, u32 speed, u8 duplex)
{
	return Bench::live->network().with_phy([&](::phy_device *phy) -> Result<> {
		if (!phy)
			return ENETDOWN;
		::ethtool_link_ksettings wanted{};
		wanted.base.phy_address = address;
		wanted.base.autoneg = negotiate;
		wanted.base.speed = speed;
		wanted.base.duplex = duplex;
		wanted.link_modes.advertising[0] = modes;
		TRY(Result<>::from_c(::phy_ethtool_ksettings_set(phy, &wanted)));
		Network::run(phy);
		return ok;
	});
}

/// The modes as bits of register 4: 0x20 10 half, 0x40 10 full, 0x80 100 half, 0x100 100 full.
Result<> advertise(const u16 &modes)
{
	constexpr u32 negotiates = 1u << ::ETHTOOL_LINK_MODE_Autoneg_BIT | 1u << ::ETHTOOL_LINK_MODE_TP_BIT;

	return set_link((modes >> 5 & 15u) | negotiates, ::macro::AUTONEG_ENABLE, 0, 0);
}

/// The speed without negotiation, plus one for full duplex: 10, 11, 100, 101.
Result<> force(const u32 &speed)
{
	return set_link(0, ::macro::AUTONEG_DISABLE, speed & ~1u,
			speed & 1 ? ::macro::DUPLEX_FULL : ::macro::DUPLEX_HALF);
}

Result<> clear(const bool &)
{
	log.clear();
	return ok;
}

constinit Param<i32> fail_with{ 5 };

Result<> fail_at(const u32 &count)
{
	log.fail(count, Error::from_c(-fail_with.get()));
	return ok;
}

/// The status that the network device sees: link, speed, full duplex.
struct Status {
	static Result<Status> parse(BStr) { return EPERM; }
	void format(Writer &out) const
	{
		if (!Bench::live)
			return;
		Bench::live->network().with_phy([&](const ::phy_device *phy) {
			return phy ? out.put(fmt("{} {} {}", static_cast<u32>(phy->link), phy->speed, phy->duplex))
					       .size()
				   : out.put("down").size();
		});
	}
};

/// Whether the access that should fail has happened.
struct Failed {
	static Result<Failed> parse(BStr) { return EPERM; }
	void format(Writer &out) const { out.put(fmt("{}", static_cast<u32>(log.failed()))); }
};

Result<> set_up(const bool &up)
{
	return Bench::live->network().set_up(up);
}

constinit Param<bool, set_up> up_param;
constinit Param<Failed> failed_param;
constinit Param<u32, tick> tick_param;
constinit Param<u16, advertise> advertise_param;
constinit Param<u32, force> force_param;
constinit Param<bool, clear> clear_param;
constinit Param<u32, fail_at> fail_at_param;
constinit Param<Status> status_param;

} // namespace

Result<> cable_changed(const bool &in)
{
	if (!in)
		Bench::live->link_lost();
	return ok;
}

constinit Param<Chip> chip{ Chip::Ax88772a };
constinit Param<bool, cable_changed> cable{ true };
constinit Param<u16> partner{ 0x01e1 };
constinit Param<bool> lpa_zero{ false };
constinit Param<u32> slow{ 0 };
constinit Param<u16> vendor{ 0xb300 };

} // namespace phy_bus

KERNEL_MODULE(phy_bus::Bench, {
	.name = "phy_bus",
	.license = "GPL",
	.authors = { "The kxx authors" },
	.description = "An MDIO bus for tests of PHY drivers",
	.params = {
		{ .name = "chip", .value = phy_bus::chip },
		{ .name = "polled", .value = phy_bus::polled },
		{ .name = "starts", .value = phy_bus::starts, .permissions = 0644 },
		{ .name = "cable", .value = phy_bus::cable, .permissions = 0644 },
		{ .name = "partner", .value = phy_bus::partner, .permissions = 0644 },
		{ .name = "lpa_zero", .value = phy_bus::lpa_zero, .permissions = 0644 },
		{ .name = "slow", .value = phy_bus::slow, .permissions = 0644 },
		{ .name = "vendor", .value = phy_bus::vendor, .permissions = 0644 },
		{ .name = "fail_with", .value = phy_bus::fail_with, .permissions = 0644 },
		{ .name = "fail_at", .value = phy_bus::fail_at_param, .permissions = 0644 },
		{ .name = "failed", .value = phy_bus::failed_param },
		{ .name = "up", .value = phy_bus::up_param, .permissions = 0644 },
		{ .name = "tick", .value = phy_bus::tick_param, .permissions = 0644 },
		{ .name = "advertise", .value = phy_bus::advertise_param, .permissions = 0644 },
		{ .name = "force", .value = phy_bus::force_param, .permissions = 0644 },
		{ .name = "clear", .value = phy_bus::clear_param, .permissions = 0644 },
		{ .name = "status", .value = phy_bus::status_param },
	},
})
