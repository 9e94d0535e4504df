// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Sizes by name, in bytes.
//!
//! C: include/linux/sizes.h
#pragma once

#include <kernel/base/types.hpp>

namespace kernel {

/// Powers of two, of the type that sizes have.
///
/// Example:
///     static_assert(SZ_4K == 4096 && SZ_2M == SZ_1M * 2 && SZ_1G == 1ul << 30);
inline constexpr usize SZ_1 = 1;
inline constexpr usize SZ_2 = 2;
inline constexpr usize SZ_4 = 4;
inline constexpr usize SZ_8 = 8;
inline constexpr usize SZ_16 = 16;
inline constexpr usize SZ_32 = 32;
inline constexpr usize SZ_64 = 64;
inline constexpr usize SZ_128 = 128;
inline constexpr usize SZ_256 = 256;
inline constexpr usize SZ_512 = 512;
inline constexpr usize SZ_1K = 1ul << 10;
inline constexpr usize SZ_2K = 2ul << 10;
inline constexpr usize SZ_4K = 4ul << 10;
inline constexpr usize SZ_8K = 8ul << 10;
inline constexpr usize SZ_16K = 16ul << 10;
inline constexpr usize SZ_32K = 32ul << 10;
inline constexpr usize SZ_64K = 64ul << 10;
inline constexpr usize SZ_128K = 128ul << 10;
inline constexpr usize SZ_256K = 256ul << 10;
inline constexpr usize SZ_512K = 512ul << 10;
inline constexpr usize SZ_1M = 1ul << 20;
inline constexpr usize SZ_2M = 2ul << 20;
inline constexpr usize SZ_4M = 4ul << 20;
inline constexpr usize SZ_8M = 8ul << 20;
inline constexpr usize SZ_16M = 16ul << 20;
inline constexpr usize SZ_32M = 32ul << 20;
inline constexpr usize SZ_64M = 64ul << 20;
inline constexpr usize SZ_128M = 128ul << 20;
inline constexpr usize SZ_256M = 256ul << 20;
inline constexpr usize SZ_512M = 512ul << 20;
inline constexpr usize SZ_1G = 1ul << 30;
inline constexpr usize SZ_2G = 2ul << 30;

} // namespace kernel
