// SPDX-License-Identifier: GPL-2.0
//! The bytes go with the Firmware.
// EXPECT: use of deleted function .*bytes\(\) &&

#include <kernel/firmware.hpp>

using namespace kernel;

Result<> use(const Device &device);
Result<> use(const Device &device)
{
#ifdef FIXED
	auto firmware = TRY(Firmware::request("chip.bin", device));
	auto bytes = firmware.bytes();
#else
	auto bytes = TRY(Firmware::request("chip.bin", device)).bytes();
#endif

	return bytes.empty() ? Result<>(ENODATA) : Result<>(ok);
}
