// SPDX-License-Identifier: GPL-2.0
//! Only the branch that logs reads the error.
#include <kernel/prelude.hpp>

using namespace kernel;

Result<> save(u32 value)
{
	return value ? Result<>(ok) : EINVAL;
}

u32 twice(u32 value, u32 verbose);
u32 twice(u32 value, u32 verbose)
{
	auto saved = save(value); // BUG: dropped-error

	if (verbose && saved.is_error())
		pr_warn("not saved");
	return value * 2;
}
