// SPDX-License-Identifier: GPL-2.0
//! Short names for long texts: keys of the cache, and comparison of files.
#pragma once

#include <cstdint>
#include <cstdio>
#include <cstring>
#include <string>
#include <string_view>

namespace kxx {

/// FNV-1a over 128 bits, as 32 hexadecimal digits. It protects against accidents, not against
/// attackers.
inline std::string hash_of(std::string_view text)
{
	constexpr unsigned __int128 prime = (static_cast<unsigned __int128>(1) << 88) + 0x13b;
	unsigned __int128 hash = (static_cast<unsigned __int128>(0x6c62272e07bb0142) << 64) | 0x62b821756295c58d;
	std::string digits(32, '0');

	for (unsigned char byte : text)
		hash = (hash ^ byte) * prime;
	for (int i = 31; i >= 0; i--, hash >>= 4)
		digits[i] = "0123456789abcdef"[static_cast<unsigned>(hash & 15)];
	return digits;
}

/// A 128-bit multiplicative hash over 64-bit words, which distinguishes versions of many megabytes.
class Hash {
public:
	Hash &add(std::string_view text)
	{
		const char *bytes = text.data();
		std::size_t size = text.size();

		mix(size);
		for (; size >= 8; bytes += 8, size -= 8) {
			uint64_t word;

			std::memcpy(&word, bytes, 8);
			mix(word);
		}
		uint64_t rest = 0;
		if (size > 0) // an empty file has no bytes
			std::memcpy(&rest, bytes, size);
		mix(rest);
		return *this;
	}

	std::string text() const
	{
		char digits[40];

		std::snprintf(digits, sizeof(digits), "%016llx%016llx", static_cast<unsigned long long>(a_),
			      static_cast<unsigned long long>(b_));
		return std::string(digits, 24);
	}

private:
	void mix(uint64_t word)
	{
		a_ = (a_ ^ word) * 0x9e3779b97f4a7c15ull;
		a_ ^= a_ >> 29;
		b_ = (b_ + word) * 0xbf58476d1ce4e5b9ull;
		b_ ^= b_ >> 31;
	}

	uint64_t a_ = 0x243f6a8885a308d3ull;
	uint64_t b_ = 0x13198a2e03707344ull;
};

} // namespace kxx
