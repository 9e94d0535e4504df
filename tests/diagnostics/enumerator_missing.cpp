// SPDX-License-Identifier: GPL-2.0
//! An enumerator of C whose header is not included.
// BEFORE: 3
#include <kernel/prelude.hpp>

using namespace kernel;

int use();
int use()
{
#ifdef FIXED
	return 4;
#else
	return ::PHY_HALTED; // MISTAKE: declared by <linux/phy.hpp>
#endif
}
