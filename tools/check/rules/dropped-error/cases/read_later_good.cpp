// SPDX-License-Identifier: GPL-2.0
//! The error is read, passed on, or ignored with a word for it.
#include <kernel/prelude.hpp>

using namespace kernel;

Result<> save(u32 value)
{
	return value ? Result<>(ok) : EINVAL;
}

Result<> twice(u32 value);
Result<> twice(u32 value)
{
	auto first = save(value);
	auto second = save(value + 1);

	save(0).ignore(); // only warms the cache
	if (first.is_error())
		return first;
	return second;
}
