// SPDX-License-Identifier: GPL-2.0
//! Drivers for the PHYs in ASIX's USB network adapters, and for the standalone one.

#include <kernel/net/phy.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;
using phy::C22;

/// The callbacks that they share.
struct Asix {
	static Result<> soft_reset(phy::Locked &phy)
	{
		// The reset bit must change from 0 to 1 for the chip to notice.
		TRY(phy.write(C22::BMCR, 0));
		return phy.genphy_soft_reset();
	}
};

struct Ax88772a : Asix {
	static constexpr phy::Info info = {
		.name = "Asix Electronics AX88772A",
		.id = phy::Id::exact(0x003b1861),
		.flags = phy::flags::is_internal,
	};
	static constexpr auto suspend = phy::genphy_suspend;
	static constexpr auto resume = phy::genphy_resume;

	/// With some old switches, the partner's abilities are empty although the link is up; the
	/// bits in BMCR are used then.
	static Result<> read_status(phy::Locked &phy)
	{
		TRY(phy.genphy_update_link());
		if (!phy.has_link())
			return ok;

		const u16 control = TRY(phy.read(C22::BMCR));

		phy.set_speed(control & phy::bmcr::speed_100 ? phy::Speed::Mbps100 : phy::Speed::Mbps10);
		phy.set_duplex(control & phy::bmcr::full_duplex ? phy::Duplex::Full : phy::Duplex::Half);

		TRY(phy.genphy_read_lpa());
		if (phy.autoneg_enabled() && phy.autoneg_complete())
			phy.resolve_aneg_linkmode();
		return ok;
	}

	/// Without a reset, the chip would continue to show the abilities of a partner that is
	/// gone.
	static void link_change_notify(phy::Locked &phy)
	{
		if (phy.state() != phy::State::NoLink)
			return;
		phy.init_hw().ignore();
		phy.start_aneg().ignore();
	}
};

struct Ax88772c : Asix {
	static constexpr phy::Info info = {
		.name = "Asix Electronics AX88772C",
		.id = phy::Id::exact(0x003b1881),
		.flags = phy::flags::is_internal,
	};
	static constexpr auto suspend = phy::genphy_suspend;
	static constexpr auto resume = phy::genphy_resume;
};

struct Ax88796b : Asix {
	static constexpr phy::Info info = {
		.name = "Asix Electronics AX88796B",
		.id = phy::Id::model(0x003b1841),
	};
};

using Drivers = phy::Module<Ax88772a, Ax88772c, Ax88796b>;

KERNEL_MODULE(Drivers, {
			       .name = "ax88796b_kxx",
			       .license = "GPL",
			       .authors = { "kxx" },
			       .description = "Asix PHYs driver",
		       })
