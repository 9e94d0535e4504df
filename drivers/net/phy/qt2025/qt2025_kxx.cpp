// SPDX-License-Identifier: GPL-2.0
//! Driver for AMCC's QT2025, a PHY for 10 Gbit/s on SFP+ modules. A microcontroller in the chip
//! does the work; the driver loads its program.

#include <kernel/device/firmware.hpp>
#include <kernel/net/phy.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;
using phy::C45;
using phy::Mmd;

struct Qt2025 {
	static constexpr phy::Info info = {
		.name = "QT2025 10Gpbs SFP+", // the name that it has had since its first driver
		.id = phy::Id::exact(0x0043a400),
	};

	static Result<> probe(phy::Fresh &phy)
	{
		// The upper half is the microcontroller's revision.
		if (TRY(phy.read(C45(Mmd::PmaPmd, 0xd001))) >> 8 != 0xb3)
			return ENODEV;

		for (const auto &[to, value] : setup)
			TRY(phy.write(to, value));

		auto firmware = TRY(Firmware::request(firmware_name, phy.device()));
		const auto bytes = firmware.bytes();

		if (bytes.size() > main_memory + more_memory)
			return EFBIG;
		usize at = 0;
		for (u8 byte : bytes)
			TRY(phy.write(place_of(at++), byte));
		return phy.write(control, run_from_sram);
	}

	static Result<> read_status(phy::Locked &phy) { return phy.genphy_c45_read_status(); }

	static constexpr char firmware_name[] = "qt2025-2.0.3.3.fw";

private:
	struct Setting {
		C45 to;
		u16 value;
	};
	static constexpr C45 control{ Mmd::Pcs, 0xe854 };
	static constexpr u16 run_from_boot_rom = 0x00c0;
	static constexpr u16 run_from_sram = 0x0040;

	static constexpr Setting setup[] = {
		{ { Mmd::PmaPmd, 0xc300 }, 0x0000 }, // hold the microcontroller in reset
		{ { Mmd::PmaPmd, 0xc302 }, 0x0004 }, // its clock
		{ { Mmd::PmaPmd, 0xc319 }, 0x0038 }, // no loopback
		{ { Mmd::PmaPmd, 0xc31a }, 0x0098 }, // LAN or WAN
		{ { Mmd::Pcs, 0x0026 }, 0x0e00 },    { { Mmd::Pcs, 0x0027 }, 0x0893 },
		{ { Mmd::Pcs, 0x0028 }, 0xa528 },    { { Mmd::Pcs, 0x0029 }, 0x0003 },
		{ { Mmd::PmaPmd, 0xa30a }, 0x06e1 }, { { Mmd::PmaPmd, 0xc300 }, 0x0002 }, // release it
		{ control, run_from_boot_rom },
	};

	/// The program memory: the bytes of the file go into two parts of the PHY, one after the
	/// other.
	static constexpr usize main_memory = 16 * 1024;
	static constexpr usize more_memory = 8 * 1024;

	static constexpr C45 place_of(usize byte)
	{
		if (byte < main_memory)
			return { Mmd::Pcs, static_cast<u16>(0x8000 + byte) };
		return { Mmd::PhyXs, static_cast<u16>(0x8000 + byte - main_memory) };
	}
};

using Drivers = phy::Module<Qt2025>;

KERNEL_MODULE(Drivers, {
			       .name = "qt2025_kxx",
			       .license = "GPL",
			       .authors = { "kxx" },
			       .description = "AMCC QT2025 PHY driver",
			       .firmware = { Qt2025::firmware_name },
		       })
