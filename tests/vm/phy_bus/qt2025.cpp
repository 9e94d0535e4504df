// SPDX-License-Identifier: GPL-2.0
//! Simulates the registers of the QT2025.

#include "qt2025.hpp"

namespace phy_bus {

namespace {

constexpr u8 devices[] = { 1, 3, 4 };

/// The contents of the chip after power-up, in each of its devices and in the PMA.
struct Value {
	u16 reg;
	u16 value;
};
constexpr Value everywhere[] = {
	{ 2, 0x0043 },
	{ 3, 0xa400 }, // identifier
	{ 5, 0x001a },
	{ 6, 0x0000 }, // devices 1, 3, 4
};
constexpr Value pma[] = {
	{ 0, 0x2040 },	// 10 Gb/s
	{ 4, 0x0001 },	// 10G capable
	{ 8, 0x8280 },	// present; 10GBASE-SR, extended abilities
	{ 11, 0x0002 }, // 10GBASE-LRM
};

} // namespace

Qt2025Chip::Qt2025Chip(VBox<Qt2025Registers> zeroed) : state_(std::move(zeroed))
{
	auto state = state_.lock();
	auto set = [&](u8 mmd, const Value &one) {
		if (u16 *reg = state->find({ address, mmd, one.reg }))
			*reg = one.value;
	};

	for (u8 mmd : devices)
		for (const Value &one : everywhere)
			set(mmd, one);
	for (const Value &one : pma)
		set(1, one);
}

u16 *Qt2025State::find(mdio::C45 at)
{
	for (usize i = 0; i < sizeof(devices); i++)
		if (devices[i] == at.mmd)
			return &registers->value[i][at.reg];
	return nullptr;
}

u16 Qt2025State::read(mdio::C45 at)
{
	if (at.mmd == 1 && at.reg == 0xd001)
		return vendor;
	if (at.mmd == 1 && at.reg == 1) {
		const bool up = cable && !link_was_lost;

		link_was_lost = !cable;
		return up ? 0x0006 : 0x0002; // link; low power
	}
	const u16 *reg = find(at);
	return reg ? *reg : u16{ 0xffff };
}

namespace {

struct Name {
	char text[12];

	explicit Name(mdio::C45 at)
	{
		::scnprintf(text, sizeof(text), "%u.%04x", static_cast<unsigned>(at.mmd),
			    static_cast<unsigned>(at.reg));
	}
};

} // namespace

Result<u16> Qt2025Chip::read_c45(mdio::C45 at) const
{
	if (at.phy != address)
		return 0xffff;
	Result<u16> value = [&]() -> Result<u16> {
		TRY(log.begin());
		return state_.lock()->read(at);
	}();
	log.read(Name(at).text, value);
	return value;
}

Result<> Qt2025Chip::write_c45(mdio::C45 at, u16 value) const
{
	if (at.phy != address)
		return ok;
	Result<> done = log.begin();
	if (done) {
		auto state = state_.lock();
		if (u16 *reg = state->find(at))
			*reg = value;
	}
	log.write(Name(at).text, value, done);
	return done;
}

} // namespace phy_bus
