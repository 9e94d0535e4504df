// SPDX-License-Identifier: GPL-2.0
//! Random choices that follow from a seed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>

namespace fuzz {

using u8 = std::uint8_t;
using u16 = std::uint16_t;
using u32 = std::uint32_t;
using u64 = std::uint64_t;

/// A generator for the choices of one operation. Operation 17 of a thread makes the same ones in each run with the
/// same seed, whatever the 16 before it did.
class Random {
public:
	template <typename... Numbers>
	explicit Random(u64 seed, Numbers... numbers) : state_(seed)
	{
		((state_ = next() ^ (static_cast<u64>(numbers) * 0x9e3779b97f4a7c15)), ...);
	}

	u64 next()
	{
		u64 x = state_ += 0x9e3779b97f4a7c15;

		x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9;
		x = (x ^ (x >> 27)) * 0x94d049bb133111eb;
		return x ^ (x >> 31);
	}
	u64 below(u64 end) { return end ? next() % end : 0; }
	bool chance(u32 percent) { return below(100) < percent; }
	template <typename Array>
	auto pick(const Array &array)
	{
		return array[below(std::size(array))];
	}

	/// A number of bytes: small, around the limits that matter, rarely absurd.
	std::size_t size()
	{
		static constexpr std::size_t borders[] = { 0,	 1,    2,    3,	   4,	 7,	8,     9,    16,
							   24,	 255,  256,  257,  1023, 1024,	1025,  2047, 2048,
							   2049, 4095, 4096, 4097, 8192, 65535, 65536, 65537 };
		static constexpr std::size_t absurd[] = {
			0x100000,   0x7ffff000,	 0x7fffffff,	     0x80000000,
			0xffffffff, 0x100000000, 0x7fffffffffffffff, ~std::size_t{ 0 }
		};

		if (chance(50))
			return below(200);
		return chance(90) ? pick(borders) : pick(absurd);
	}
	/// A position in a file, or a distance.
	long offset()
	{
		static constexpr long borders[] = { 0,
						    1,
						    -1,
						    4095,
						    4096,
						    0x7fffffff,
						    0x80000000,
						    0xffffffff,
						    0x7ffffffffffff000,
						    0x7fffffffffffffff,
						    -4096,
						    static_cast<long>(0x8000000000000000) };

		if (chance(40))
			return 0;
		return chance(60) ? static_cast<long>(below(5000)) : pick(borders);
	}
	/// Any number, small ones more often.
	u64 number() { return chance(50) ? below(70) : next() >> below(64); }

private:
	u64 state_;
};

} // namespace fuzz
