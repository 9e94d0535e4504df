// SPDX-License-Identifier: GPL-2.0
//! A short name for a long text: the keys of the cache.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace kxx {

/// FNV-1a over 128 bits, as 32 hexadecimal digits. Against accidents, not against attackers.
inline std::string hash_of(std::string_view text)
{
	constexpr unsigned __int128 prime = (static_cast<unsigned __int128>(1) << 88) + 0x13b;
	unsigned __int128 hash = (static_cast<unsigned __int128>(0x6c62272e07bb0142) << 64) |
				 0x62b821756295c58d;
	std::string digits(32, '0');

	for (unsigned char byte : text)
		hash = (hash ^ byte) * prime;
	for (int i = 31; i >= 0; i--, hash >>= 4)
		digits[i] = "0123456789abcdef"[static_cast<unsigned>(hash & 15)];
	return digits;
}

} // namespace kxx
