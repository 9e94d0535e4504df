// SPDX-License-Identifier: GPL-2.0
//! The functions that counter.ko exports to other modules.
#pragma once

#include <kernel/base/types.hpp>

namespace counter {

/// A step, so that the CRC depends on a type.
struct Step {
	kernel::u32 by;
};

kernel::u32 advance(const Step &step);
/// Two functions of one type, and an overload.
kernel::u32 twice(kernel::u32 n);
kernel::u32 thrice(kernel::u32 n);
kernel::u64 twice(kernel::u64 n);
extern kernel::u32 total;

} // namespace counter
