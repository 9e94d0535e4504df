// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/net/phy.hpp refuses.
#include <kernel/net/phy.hpp>

using namespace kernel;

// REFUSED phy_callback_not_static: the PHY driver's config_init is not a public .static Result<> config_init
// There is no object that a callback could be a member function of.
struct Chip {
#ifdef FIXED
	static Result<> config_init(phy::Locked &) { return ok; }
#else
	Result<> config_init(phy::Locked &) { return ok; }
#endif
	static constexpr phy::Info info = { .name = "chip", .id = phy::Id::exact(0x01234567) };
};
::phy_driver *use();
::phy_driver *use()
{
	return phy::detail::Table<Chip>::drivers;
}

// REFUSED phy_callback_overloaded: there are several of that name
// With two functions of one name, it is unclear which of them is the callback.
struct Chip {
#ifdef FIXED
	static Result<> probe(phy::Fresh &) { return ok; }
#else
	static Result<> probe(phy::Fresh &) { return ok; }
	static Result<> probe(phy::Device &) { return ok; }
#endif
	static constexpr phy::Info info = { .name = "chip", .id = phy::Id::exact(0x01234567) };
};
::phy_driver *use();
::phy_driver *use()
{
	return phy::detail::Table<Chip>::drivers;
}

// REFUSED phy_callback_private: the PHY driver's resume is not a public
// A callback that is private by mistake is reported, not left out.
struct Chip {
#ifdef FIXED
	static Result<> resume(phy::Device &) { return ok; }
#else
private:
	static Result<> resume(phy::Device &) { return ok; }

public:
#endif
	static constexpr phy::Info info = { .name = "chip", .id = phy::Id::exact(0x01234567) };
};
::phy_driver *use();
::phy_driver *use()
{
	return phy::detail::Table<Chip>::drivers;
}

// REFUSED phy_callback_returns_int: the PHY driver's soft_reset is not .static Result<> soft_reset\(phy::Locked &\)
// Callbacks return results, not numbers.
struct Chip {
#ifdef FIXED
	static Result<> soft_reset(phy::Locked &) { return EIO; }
#else
	static int soft_reset(phy::Locked &) { return -5; }
#endif
	static constexpr phy::Info info = { .name = "chip", .id = phy::Id::exact(0x01234567) };
};
::phy_driver *use();
::phy_driver *use()
{
	return phy::detail::Table<Chip>::drivers;
}

// REFUSED phy_callback_suspend_takes_locked: the PHY driver's suspend is not .static Result<> suspend\(phy::Device &\)
// phylib does not promise the PHY's lock to suspend(), so suspend() takes no Locked.
struct Chip {
#ifdef FIXED
	static Result<> suspend(phy::Device &) { return ok; }
#else
	static Result<> suspend(phy::Locked &) { return ok; }
#endif
	static constexpr phy::Info info = { .name = "chip", .id = phy::Id::exact(0x01234567) };
};
::phy_driver *use();
::phy_driver *use()
{
	return phy::detail::Table<Chip>::drivers;
}

// REFUSED phy_callback_takes_unlocked: the PHY driver's read_status is not .static Result<> read_status\(phy::Locked &\)
// A callback takes the PHY with the locks that phylib holds, or with fewer.
struct Chip {
#ifdef FIXED
	static Result<> read_status(phy::Device &) { return ok; }
#else
	static Result<> read_status(phy::Fresh &) { return ok; }
#endif
	static constexpr phy::Info info = { .name = "chip", .id = phy::Id::exact(0x01234567) };
};
::phy_driver *use();
::phy_driver *use()
{
	return phy::detail::Table<Chip>::drivers;
}

// REFUSED phy_driver_without_info: .info. is not a member of .Chip
// A driver says which PHYs it is for.
struct Chip {
#ifdef FIXED
	static constexpr phy::Info info = { .name = "chip", .id = phy::Id::exact(0x01234567) };
#endif
};
::phy_driver *use();
::phy_driver *use()
{
	return phy::detail::Table<Chip>::drivers;
}

// REFUSED phy_generic_in_wrong_state: the PHY driver's suspend is not
// phylib's own functions also need certain locks.
struct Chip {
#ifdef FIXED
	static constexpr auto suspend = phy::genphy_suspend;
#else
	static constexpr auto suspend = phy::genphy_read_status;
#endif
	static constexpr phy::Info info = { .name = "chip", .id = phy::Id::exact(0x01234567) };
};
::phy_driver *use();
::phy_driver *use()
{
	return phy::detail::Table<Chip>::drivers;
}

// REFUSED phy_kept: use of deleted function .*Device\(const
// A PHY is valid only during the callback.
u32 use(phy::Locked &phy);
u32 use(phy::Locked &phy)
{
#ifdef FIXED
	const phy::Device &seen = phy;
#else
	const phy::Device seen = phy;
#endif
	return seen.id();
}

// REFUSED phy_register_by_number: no matching function for call to .*read\(int\)
// A register is not a number: which clause would it be?
Result<u16> use(phy::Device &phy);
Result<u16> use(phy::Device &phy)
{
#ifdef FIXED
	return phy.read(phy::C22::BMCR);
#else
	return phy.read(0);
#endif
}

// REFUSED phy_register_of_bus_locked: no matching function for call to .*read\(kernel::phy::C45\)|cannot convert .kernel::phy::C45. to .kernel::phy::C22.
// With the bus locked, an access to a clause 45 register would call the function that phylib is calling just now.
Result<u16> use(phy::OnBus &phy);
Result<u16> use(phy::OnBus &phy)
{
#ifdef FIXED
	return phy.read(phy::C22::MMD_DATA);
#else
	return phy.read(phy::C45(phy::Mmd::Pcs, 1));
#endif
}

// REFUSED phy_sent: static assertion failed
// Another task could use the PHY after the lock is released.
#ifdef FIXED
static_assert(!sendable<phy::Locked> && !shareable<phy::Locked>);
#else
static_assert(sendable<phy::Locked>);
#endif

// REFUSED phy_state_in_probe: has no member named .set_speed
// A PHY that is being probed has no link yet that its driver could set.
#ifdef FIXED
Result<> read_status(phy::Locked &phy);
Result<> read_status(phy::Locked &phy)
#else
Result<> probe(phy::Fresh &phy);
Result<> probe(phy::Fresh &phy)
#endif
{
	phy.set_speed(phy::Speed::Mbps100);
	return ok;
}

// REFUSED phy_state_without_lock: has no member named .has_link
// phylib does not hold the PHY's lock during suspend(), so its state is out of reach.
#ifdef FIXED
Result<> read_status(phy::Locked &phy);
Result<> read_status(phy::Locked &phy)
#else
Result<> suspend(phy::Device &phy);
Result<> suspend(phy::Device &phy)
#endif
{
	if (phy.has_link())
		return EBUSY;
	return ok;
}

// REFUSED phy_vendor_register_out_of_range: error_vendor_registers_of_clause_22_are_16_to_31
// The registers of the standard have names; the vendor's are 16 to 31.
Result<u16> use(phy::Device &phy);
Result<u16> use(phy::Device &phy)
{
#ifdef FIXED
	return phy.read(phy::C22::vendor(31));
#else
	return phy.read(phy::C22::vendor(32));
#endif
}

// REFUSED phy_write_dropped: ignoring returned value of type .kernel::Result<void>
// Every access to a bus may fail.
Result<> use(phy::Device &phy);
Result<> use(phy::Device &phy)
{
#ifdef FIXED
	TRY(phy.write(phy::C22::BMCR, 0));
#else
	phy.write(phy::C22::BMCR, 0);
#endif
	return ok;
}

// REFUSED phy_callback_misspelt: .read_staus. is no callback: write read_status\(\)
// phylib would silently read the status in its default way.
struct Chip {
#ifdef FIXED
	static Result<> read_status(phy::Locked &) { return ok; }
#else
	static Result<> read_staus(phy::Locked &) { return ok; }
#endif
	static constexpr phy::Info info = { .name = "chip", .id = phy::Id::exact(0x01234567) };
};
::phy_driver *use();
::phy_driver *use()
{
	return phy::detail::Table<Chip>::drivers;
}

// REFUSED phy_callback_of_c: .get_stats. is a callback of C that kxx does not have
// A callback that is never called is worse than no callback.
struct Chip {
#ifndef FIXED
	static void get_stats(phy::Locked &, void *, u64 *) {}
#endif
	static constexpr phy::Info info = { .name = "chip", .id = phy::Id::exact(0x01234567) };
};
::phy_driver *use();
::phy_driver *use()
{
	return phy::detail::Table<Chip>::drivers;
}
