// SPDX-License-Identifier: GPL-2.0
#include "vm/refusals.hpp"

#include <gtest/gtest.h>

namespace kxx::vm {
namespace {

std::vector<std::string> find(const std::vector<std::string> &lines, std::vector<std::string> allowed = {})
{
	Refusals refusals(std::move(allowed));

	for (const std::string &line : lines)
		refusals.feed(line);
	return refusals.lines();
}

class Refused : public testing::TestWithParam<const char *> {};

TEST_P(Refused, IsFound)
{
	EXPECT_EQ(find({ GetParam() }).size(), 1u);
	EXPECT_EQ(find({ std::string("[    3.141592] ") + GetParam() }), std::vector<std::string>{ GetParam() });
	EXPECT_TRUE(find({ std::string("FAULT_INJECTION: forcing a failure."), GetParam() }).empty());
}

INSTANTIATE_TEST_SUITE_P(
	Kernel, Refused,
	testing::Values("pump: probe of pump.0 failed with error -5",
			"pump pump.0: probe with driver pump failed with error -5",
			"QT2025 10Gpbs SFP+ phy_bus:01: probe with driver QT2025 10Gpbs SFP+ failed with error -22",
			"pump pump.0: Direct firmware load for pump.bin failed with error -2",
			"genirq: Flags mismatch irq 4. 00000000 (pump) vs. 00000080 (ttyS0)",
			"pump pump.0: can't request region for resource [mem 0x000a0000-0x000affff]",
			"pump 0000:00:1e.0: BAR 2: can't reserve [mem 0xfd000000-0xfdffffff 64bit pref]",
			"Error: Driver 'pump' is already registered, aborting...",
			"debugfs: Directory 'pump' with parent '/' already present!",
			"debugfs: File 'level' in directory 'pump' already present!",
			"pump: unknown parameter 'sped' ignored",
			"request_module: modprobe pump-helper cannot be processed, kmod busy with 50 threads for more "
			"than 5 seconds now",
			"i2c i2c-0: Failed to register i2c client pump at 0x50 (-16)",
			"gpiochip_add_data_with_key: GPIOs 0..7 (pump) failed to register, -22"));

class Granted : public testing::TestWithParam<const char *> {};

TEST_P(Granted, IsNotFound)
{
	EXPECT_TRUE(find({ GetParam() }).empty());
}

INSTANTIATE_TEST_SUITE_P(Kernel, Granted,
			 testing::Values("pump: the probe of the water failed", "pump pump.0: probed",
					 "pump: already present", "pump: parameter 'x' ignored", "",
					 "pump: loading out-of-tree module taints kernel."));

TEST(Refusals, AllowedOnesAreExpected)
{
	const std::vector<std::string> lines{ "pump: probe of pump.0 failed with error -5",
					      "pump: probe of pump.1 failed with error -12" };

	EXPECT_EQ(find(lines, { "failed with error -5" }), std::vector<std::string>{ lines[1] });
	EXPECT_TRUE(find(lines, { "pump.0", "pump.1" }).empty());
}

} // namespace
} // namespace kxx::vm
