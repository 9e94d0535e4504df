// SPDX-License-Identifier: GPL-2.0
//! MDIO buses as phylib sees them.
#include <linux/device.hpp>
#include <linux/mdio.hpp>

#include <kernel/net/mii_bus.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>
#include <kernel/test/kunit.hpp>

using namespace kernel;

namespace {

struct Counts {
	Atomic<u32> alive;
	Atomic<u32> reads;
	Atomic<u32> written;
	Atomic<u32> resets;
};

/// A PHY of an unknown vendor at address 3; reading register 30 fails.
class Registers {
public:
	explicit Registers(const Counts &counts) : counts_(counts) { counts_.alive.inc(); }
	~Registers() { counts_.alive.dec(); }
	Registers(const Registers &) = delete;

	Result<u16> read(mdio::C22 at) const
	{
		counts_.reads.inc();
		if (at.phy != 3)
			return 0xffff;
		if (at.reg == 30)
			return EIO;
		return static_cast<u16>(0x1200 | at.reg);
	}
	Result<> write(mdio::C22 at, u16 value) const
	{
		counts_.written.store(static_cast<u32>(at.phy) << 24 | static_cast<u32>(at.reg) << 16 | value, relaxed);
		if (at.reg == 30)
			return EROFS;
		return ok;
	}
	Result<> reset() const
	{
		counts_.resets.inc();
		return ok;
	}

	u32 asked() const { return counts_.reads.load(relaxed); }

private:
	const Counts &counts_;
};
using Bus = MiiBus<Registers, "test">;

/// Does the same with clause 45.
struct Registers45 {
	Result<u16> read_c45(mdio::C45 at) const
	{
		if (at.phy != 3)
			return 0xffff;
		if (at.reg == 0xabcd)
			return EIO;
		return static_cast<u16>(at.mmd << 8 | (at.reg & 0xff));
	}
	Result<> write_c45(mdio::C45 at, u16 value) const
	{
		return at.mmd == 7 && at.reg == 0x8001 && value == 0xbeef ? Result<>(ok) : Result<>(EPERM);
	}
};

Result<> registers(kunit::Test &test)
{
	Counts counts;
	{
		auto bus = TRY(Bus::create(counts));
		test.expect_eq(counts.alive.load(relaxed), 1u);
		test.expect_eq(bus->asked(), 0u);
		TRY(bus.publish({ .id = "test_c22", .addresses = 0 }));
		test.expect_eq(counts.resets.load(relaxed), 1u);
		test.expect_eq(bus->asked(), 0u);
		test.expect_eq(::mdiobus_read(bus.as_raw(), 3, 17), 0x1211);
		test.expect_eq(::mdiobus_read(bus.as_raw(), 4, 17), 0xffff);
		test.expect_eq(::mdiobus_read(bus.as_raw(), 3, 30), EIO.to_c());
		test.expect_eq((*bus).asked(), 3u);
		test.expect_eq(::mdiobus_write(bus.as_raw(), 3, 5, 0xcafe), 0);
		test.expect_eq(counts.written.load(relaxed), 0x0305cafeu);
		test.expect_eq(::mdiobus_write(bus.as_raw(), 3, 30, 0), EROFS.to_c());
		auto moved = std::move(bus);
		test.expect_eq(::mdiobus_read(moved.as_raw(), 3, 1), 0x1201);
	}
	test.expect_eq(counts.alive.load(relaxed), 0u);
	return ok;
}

Result<> clause_45(kunit::Test &test)
{
	auto bus = TRY((MiiBus<Registers45, "test">::create()));

	TRY(bus.publish({ .id = "test_c45", .addresses = 0 }));
	test.expect_eq(::mdiobus_c45_read(bus.as_raw(), 3, 31, 0xff12), 0x1f12);
	test.expect_eq(::mdiobus_c45_read(bus.as_raw(), 3, 1, 0xabcd), EIO.to_c());
	test.expect_eq(::mdiobus_c45_write(bus.as_raw(), 3, 7, 0x8001, 0xbeef), 0);
	test.expect_eq(::mdiobus_c45_write(bus.as_raw(), 3, 7, 0x8001, 0xbeee), EPERM.to_c());
	test.expect_eq(::mdiobus_read(bus.as_raw(), 3, 1), EOPNOTSUPP.to_c());
	return ok;
}

Result<> finds(kunit::Test &test)
{
	Counts counts;
	auto bus = TRY(Bus::create(counts));

	TRY(bus.publish({ .id = "test_finds" }));
	for (int address = 0; address < 32; address++)
		test.expect_eq(::mdiobus_get_phy(bus.as_raw(), address) != nullptr, address == 3);
	if (const ::phy_device *phy = ::mdiobus_get_phy(bus.as_raw(), 3))
		test.expect_eq(phy->phy_id, 0x12021203u);

	auto elsewhere = TRY(Bus::create(counts));
	TRY(elsewhere.publish({ .id = "test_elsewhere", .addresses = ~(1u << 3) }));
	test.expect(!::mdiobus_get_phy(elsewhere.as_raw(), 3));
	return ok;
}

Result<> published_once(kunit::Test &test)
{
	Counts counts;
	auto bus = TRY(Bus::create(counts));

	test.expect_error(bus.publish({ .id = "" }), EINVAL);
	test.expect_error(bus.publish({ .id = "0123456789012345678901234567890123456789012345678901234567890" }),
			  ENAMETOOLONG);
	TRY(bus.publish({ .id = "012345678901234567890123456789012345678901234567890123456789", .addresses = 0 }));
	test.expect_error(bus.publish({ .id = "test_again" }), EBUSY);
	return ok;
}

struct NeverReady {
	Result<u16> read(mdio::C22) const { return 0xffff; }
	Result<> write(mdio::C22, u16) const { return ok; }
	Result<> reset() const { return ETIMEDOUT; }
};

Result<> reset_fails(kunit::Test &test)
{
	auto bus = TRY((MiiBus<NeverReady, "test">::create()));

	test.expect_error(bus.publish({ .id = "test_reset" }), ETIMEDOUT);
	test.expect_error(bus.publish({ .id = "test_reset" }), EBUSY);
	// The name is free again.
	auto other = TRY((MiiBus<Registers45, "test">::create()));
	TRY(other.publish({ .id = "test_reset", .addresses = 0 }));
	return ok;
}

/// A reference to the bus that outlives it finds no PHY there, and no destroyed object either.
Result<> kept_beyond_its_end(kunit::Test &test)
{
	Counts counts;
	::mii_bus *raw;
	{
		auto bus = TRY(Bus::create(counts));

		TRY(bus.publish({ .id = "test_kept", .addresses = 0 }));
		raw = bus.as_raw();
		::get_device(&raw->dev);
	}
	test.expect_eq(counts.alive.load(relaxed), 0u);
	const u32 asked = counts.reads.load(relaxed);
	test.expect(::mdiobus_read(raw, 3, 1) < 0);
	test.expect(::mdiobus_write(raw, 3, 1, 1) < 0);
	test.expect_eq(counts.reads.load(relaxed), asked);
	::put_device(&raw->dev);
	return ok;
}

KUNIT_SUITE(mii_bus, { "registers", registers }, { "clause_45", clause_45 }, { "finds", finds },
	    { "published_once", published_once }, { "reset_fails", reset_fails },
	    { "kept_beyond_its_end", kept_beyond_its_end });

} // namespace
