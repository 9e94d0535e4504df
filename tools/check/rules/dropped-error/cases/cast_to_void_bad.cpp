// SPDX-License-Identifier: GPL-2.0
//! A cast to void hides an error, and a variable that nobody reads.
#include <kernel/prelude.hpp>

using namespace kernel;

Result<> save(u32 value)
{
	return value ? Result<>(ok) : EINVAL;
}

u32 twice(u32 value);
u32 twice(u32 value)
{
	static_cast<void>(save(value)); // BUG: dropped-error
	return value * 2;
}
