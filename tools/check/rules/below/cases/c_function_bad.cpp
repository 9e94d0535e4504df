// SPDX-License-Identifier: GPL-2.0
//! The address of a C function is passed on.
#include <kernel/prelude.hpp>
#include <linux/slab.hpp>

using namespace kernel;

using Free = void (*)(const void *);

Free choose(bool quietly);
Free choose(bool quietly)
{
	return quietly ? &::kfree : nullptr; // BUG: below
}
