// SPDX-License-Identifier: GPL-2.0
//! A condition that is false at compile time, and a warning.
#include <kernel/log/bug.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

template <usize n>
u32 first(const u32 (&numbers)[n])
{
	if (n == 0)
		__builtin_trap();
	if constexpr (n > 100)
		__builtin_trap();
	return numbers[0];
}

} // namespace

u32 number(u32 seed);
u32 number(u32 seed)
{
	const u32 numbers[] = { seed, 2, 3 };

	return warn_on(seed > 9) ? 0 : first(numbers);
}
