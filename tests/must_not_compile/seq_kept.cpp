// SPDX-License-Identifier: GPL-2.0
//! What is being printed is there while the function runs, and is not copied.
// EXPECT: use of deleted function

#include <kernel/debugfs.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

void use(Seq &seq);
void use(Seq &seq)
{
#ifdef FIXED
	Seq &out = seq;
#else
	Seq out = seq;
#endif
	out.print("text\n");
}
