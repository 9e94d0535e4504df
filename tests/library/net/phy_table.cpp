// SPDX-License-Identifier: GPL-2.0
//! Tables of PHY drivers, and the state of a PHY, without a bus; tests/vm/phy_* have the tests that need one.

#include <kernel/net/phy.hpp>
#include <kernel/prelude.hpp>
#include <kernel/test/kunit.hpp>

using namespace kernel;

namespace {

struct Common {
	static Result<> soft_reset(phy::Locked &) { return ok; }
};
struct Full : Common {
	static constexpr phy::Info info = {
		.name = "full",
		.id = phy::Id::exact(0x12345678),
		.flags = phy::flags::is_internal | phy::flags::reset_after_clock_enable,
	};
	static Result<> config_init(phy::Locked &) { return EINVAL; }
	static Result<> probe(phy::Fresh &phy) { return phy.id() == 7 ? Result<>(ok) : Result<>(ENODEV); }
	static Result<> get_features(phy::Fresh &) { return ENOMEM; }
	static Result<> suspend(phy::Device &) { return EIO; }
	static Result<> resume(phy::Device &) { return ETIMEDOUT; }
	static Result<> config_aneg(phy::Locked &) { return EBUSY; }
	static Result<bool> aneg_done(phy::Locked &phy) { return phy.autoneg_complete(); }
	static Result<> read_status(phy::Locked &phy)
	{
		phy.set_link_up();
		phy.set_speed(phy::Speed{ 2500 });
		phy.set_duplex(phy::Duplex::Full);
		return ok;
	}
	static Result<> config_intr(phy::Device &) { return EPERM; }
	static IrqReturn handle_interrupt(phy::Locked &) { return IrqReturn::Handled; }
	static void remove(phy::Device &) {}
	static bool match_phy_device(const phy::Device &phy) { return phy.is_c45(); }
	static void link_change_notify(phy::Locked &phy)
	{
		if (phy.state() == phy::State::NoLink)
			phy.set_speed(phy::Speed::Unknown);
	}
	static Result<u16> read_mmd(phy::OnBus &, int device, u16 address)
	{
		if (device == 1)
			return EREMOTEIO;
		return address;
	}
	static Result<> write_mmd(phy::OnBus &, int, u16, u16 value) { return value ? Result<>(ok) : Result<>(EINVAL); }
	static Result<u16> read_page(phy::OnBus &) { return u16{ 0xffff }; }
	static Result<> write_page(phy::OnBus &, int page) { return page ? Result<>(ok) : Result<>(ENXIO); }
	static Result<> set_loopback(phy::Locked &, bool on) { return on ? Result<>(ok) : Result<>(ENOTSUPP); }
};
struct Sparse : Common {
	static constexpr phy::Info info = { .name = "sparse", .id = phy::Id::model(0x12345671) };
};
struct ByMaker : Common {
	static constexpr phy::Info info = { .name = "maker", .id = phy::Id::vendor(0xfffffc00) };
};

using Table = phy::detail::Table<Full, Sparse, ByMaker>;

Result<> missing_callbacks_are_null(kunit::Test &test)
{
	const ::phy_driver &sparse = Table::drivers[1];

	test.expect_eq(sizeof(Table::drivers) / sizeof(::phy_driver), 3u);
	test.expect(sparse.soft_reset != nullptr);
	test.expect(!sparse.config_init && !sparse.probe && !sparse.get_features && !sparse.suspend && !sparse.resume &&
		    !sparse.config_aneg && !sparse.aneg_done && !sparse.read_status && !sparse.config_intr &&
		    !sparse.handle_interrupt && !sparse.remove && !sparse.match_phy_device &&
		    !sparse.link_change_notify && !sparse.read_mmd && !sparse.write_mmd && !sparse.read_page &&
		    !sparse.write_page && !sparse.set_loopback);
	test.expect_eq(sparse.flags, 0u);
	test.expect_eq(sparse.phy_id, 0x12345671u);
	test.expect_eq(sparse.phy_id_mask, 0xfffffff0u);
	test.expect_eq(Table::drivers[0].phy_id_mask, 0xffffffffu);
	test.expect_eq(Table::drivers[0].flags,
		       static_cast<u32>(::macro::PHY_IS_INTERNAL | ::macro::PHY_RST_AFTER_CLK_EN));
	return ok;
}

Result<> one_function_is_one_entry(kunit::Test &test)
{
	test.expect(Table::drivers[0].soft_reset == Table::drivers[1].soft_reset);
	return ok;
}

/// A PHY that is all zeroes: this is enough for code that does not use its bus.
Result<Box<::phy_device>> zeroes()
{
	return make_box_zeroed<::phy_device>(GFP_KERNEL);
}

Result<> answers_are_translated(kunit::Test &test)
{
	const ::phy_driver &full = Table::drivers[0];
	auto phy = TRY(zeroes());

	test.expect_eq(full.soft_reset(&*phy), 0);
	test.expect_eq(full.config_init(&*phy), -::macro::EINVAL);
	test.expect_eq(full.probe(&*phy), -::macro::ENODEV);
	phy->phy_id = 7;
	test.expect_eq(full.probe(&*phy), 0);
	test.expect_eq(full.get_features(&*phy), -::macro::ENOMEM);
	test.expect_eq(full.suspend(&*phy), -::macro::EIO);
	test.expect_eq(full.resume(&*phy), -::macro::ETIMEDOUT);
	test.expect_eq(full.config_aneg(&*phy), -::macro::EBUSY);
	test.expect_eq(full.aneg_done(&*phy), 0);
	phy->autoneg_complete = 1;
	test.expect_eq(full.aneg_done(&*phy), 1);
	test.expect_eq(full.config_intr(&*phy), -::macro::EPERM);
	test.expect(full.handle_interrupt(&*phy) == ::IRQ_HANDLED);
	test.expect_eq(full.match_phy_device(&*phy), 0);
	phy->is_c45 = 1;
	test.expect_eq(full.match_phy_device(&*phy), 1);
	test.expect_eq(full.read_mmd(&*phy, 1, 0xd001), -::macro::EREMOTEIO);
	test.expect_eq(full.read_mmd(&*phy, 3, 0xd001), 0xd001);
	test.expect_eq(full.write_mmd(&*phy, 3, 0, 0), -::macro::EINVAL);
	test.expect_eq(full.write_mmd(&*phy, 3, 0, 1), 0);
	test.expect_eq(full.read_page(&*phy), 0xffff);
	test.expect_eq(full.write_page(&*phy, 0), -::macro::ENXIO);
	test.expect_eq(full.set_loopback(&*phy, false), -::macro::ENOTSUPP);
	test.expect_eq(full.set_loopback(&*phy, true), 0);
	full.remove(&*phy);
	return ok;
}

Result<> state_is_read_and_written(kunit::Test &test)
{
	const ::phy_driver &full = Table::drivers[0];
	auto phy = TRY(zeroes());

	::__mutex_init(&phy->lock, "test.phy", [] {
		static constinit ::lock_class_key key{};
		return &key;
	}());
	test.expect_eq(full.read_status(&*phy), 0);
	test.expect_eq(static_cast<u32>(phy->link), 1u);
	test.expect_eq(phy->speed, 2500);
	test.expect_eq(phy->duplex, static_cast<int>(::macro::DUPLEX_FULL));
	phy->state = ::PHY_RUNNING;
	full.link_change_notify(&*phy);
	test.expect_eq(phy->speed, 2500);
	phy->state = ::PHY_NOLINK;
	full.link_change_notify(&*phy);
	test.expect_eq(phy->speed, static_cast<int>(::macro::SPEED_UNKNOWN));
	test.expect(!::mutex_is_locked(&phy->lock));
	return ok;
}

Result<> aliases_are_those_of_modpost(kunit::Test &test)
{
	test.expect_eq(CStr("mdio:00010010001101000101011001111000"),
		       TRY(CStr::from_bytes_until_nul(
			       Span<const char>::of(phy::detail::alias_of(Full::info.id).text).bytes())));
	return ok;
}

KUNIT_SUITE(phy_table, { "missing_callbacks_are_null", missing_callbacks_are_null },
	    { "one_function_is_one_entry", one_function_is_one_entry },
	    { "answers_are_translated", answers_are_translated },
	    { "state_is_read_and_written", state_is_read_and_written },
	    { "aliases_are_those_of_modpost", aliases_are_those_of_modpost });

} // namespace
