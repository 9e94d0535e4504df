// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/device/firmware.hpp refuses.
#include <kernel/device/firmware.hpp>

using namespace kernel;

// REFUSED firmware_bytes_of_temporary: use of deleted function .*bytes\(\) &&
// The bytes are freed with the Firmware.
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

// REFUSED firmware_copied: use of deleted function .*Firmware\(const
// A Firmware has one owner, which releases it.
usize use(Firmware firmware);
usize use(Firmware firmware)
{
#ifdef FIXED
	Firmware another = std::move(firmware);
#else
	Firmware another = firmware;
#endif

	return another.size();
}

// REFUSED firmware_nowait_ignores_failure: the function takes a Result<Firmware>
// The callback is also called when the file does not exist.
Result<> use(const Workqueue &queue, const Device &device, Span<u8> place);
Result<> use(const Workqueue &queue, const Device &device, [[maybe_unused]] Span<u8> place)
{
	return Firmware::request_nowait<"chip.firmware">(queue, GFP_KERNEL, "chip.bin", device,
#ifdef FIXED
							 [](Result<Firmware>) {}
#else
		[](Firmware) {}
#endif
	);
}

// REFUSED firmware_nowait_lends: a plain pointer, a Span, a BStr or a CStr says nothing about who keeps
// The callback runs later, when a borrowed argument may be gone.
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

// REFUSED firmware_written: conversion from .*Span<const
// Other users may have the same bytes, so they are read-only.
usize use(Firmware &firmware);
usize use(Firmware &firmware)
{
#ifdef FIXED
	Span<const u8> bytes = firmware.bytes();
#else
	Span<u8> bytes = firmware.bytes();
#endif

	return bytes.size();
}
