// SPDX-License-Identifier: GPL-2.0
//! Others have the same bytes.
// EXPECT: conversion from .*Span<const

#include <kernel/firmware.hpp>

using namespace kernel;

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
