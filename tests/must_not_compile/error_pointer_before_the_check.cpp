// SPDX-License-Identifier: GPL-2.0
//! What may be an error is no pointer yet.
// EXPECT: could not convert|cannot convert|conversion from

#include <kernel/err.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

Result<u32> use(Result<u32 *> made)
{
#ifdef FIXED
	const u32 *number = TRY(std::move(made));
#else
	const u32 *number = made;
#endif
	return *number;
}
