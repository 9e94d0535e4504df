// SPDX-License-Identifier: GPL-2.0
//! The callback comes later, when what it was lent may be gone.
// EXPECT: a plain pointer, a Span, a BStr or a CStr says nothing about who keeps

#include <kernel/firmware.hpp>

using namespace kernel;

Result<> use(const Workqueue &queue, const Device &device, Span<u8> place);
Result<> use(const Workqueue &queue, const Device &device, [[maybe_unused]] Span<u8> place)
{
	return Firmware::request_nowait<"chip.firmware">(
		queue, GFP_KERNEL, "chip.bin", device,
#ifdef FIXED
		[](Result<Firmware>, usize) {}, place.size()
#else
		[](Result<Firmware>, Span<u8>) {}, place
#endif
	);
}
