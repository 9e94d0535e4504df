// SPDX-License-Identifier: GPL-2.0
//! The PHY driver has a link_change_notify().

#include <kernel/net/phy.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

struct Example100 {
	static constexpr phy::Info info{ .name = "Example 100", .id = phy::Id::model(0x003b1841) };

	static constexpr auto suspend = phy::genphy_suspend;
	static constexpr auto resume = phy::genphy_resume;

	static Result<> read_status(phy::Locked &phy) { return phy.genphy_read_status(); }
	static void link_change_notify(phy::Locked &) { pr_debug("the link changed"); }
};

class PhyModule final : Pinned {
public:
	Result<> init() { return drivers_.publish(); }

private:
	phy::Registration<Example100> drivers_;
};
