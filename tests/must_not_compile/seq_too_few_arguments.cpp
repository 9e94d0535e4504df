// SPDX-License-Identifier: GPL-2.0
//! Formats are checked while compiling, in files as in the log.
// EXPECT: error_

#include <kernel/debugfs.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

void use(Seq &seq);
void use(Seq &seq)
{
#ifdef FIXED
	seq.print(fmt("{} of {}\n", 1, 2));
#else
	seq.print(fmt("{} of {}\n", 1));
#endif
}
