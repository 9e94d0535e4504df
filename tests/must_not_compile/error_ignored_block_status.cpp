// SPDX-License-Identifier: GPL-2.0
//! How a request ended must not be overlooked.
// EXPECT: ignoring return|nodiscard

#include <kernel/blk_types.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

BlkStatus end() { return EIO; }
void use()
{
#ifdef FIXED
	if (end().is_error())
		pr_err("failed");
#else
	end();
#endif
}
