// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Integer types named by width, with the kernel's own underlying types.
//!
//! C: include/linux/types.h
#pragma once

namespace kernel {

/// Integers, named by their number of bits: `u` means unsigned, `i` signed.
using u8 = unsigned char;
using u16 = unsigned short;
using u32 = unsigned int;
using u64 = unsigned long long;
using i8 = signed char;
using i16 = short;
using i32 = int;
using i64 = long long;
/// Sizes and indices; C's size_t.
using usize = unsigned long;
/// The signed type as wide as usize, for differences of sizes.
using isize = long;

} // namespace kernel
