// SPDX-License-Identifier: GPL-2.0
//! The callback is told when there is no such file, too.
// EXPECT: the function takes a Result<Firmware>

#include <kernel/firmware.hpp>

using namespace kernel;

Result<> use(const Workqueue &queue, const Device &device, Span<u8> place);
Result<> use(const Workqueue &queue, const Device &device, [[maybe_unused]] Span<u8> place)
{
	return Firmware::request_nowait<"chip.firmware">(
		queue, GFP_KERNEL, "chip.bin", device,
#ifdef FIXED
		[](Result<Firmware>) {}
#else
		[](Firmware) {}
#endif
	);
}
