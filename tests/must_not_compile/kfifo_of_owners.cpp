// SPDX-License-Identifier: GPL-2.0
//! Values are copied, so owners have no place in a ring.
// EXPECT: what is owned goes into a List

#include <kernel/kfifo.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

void use();
void use()
{
#ifdef FIXED
	Kfifo<u32, 16> fifo;
#else
	Kfifo<Box<u32>, 16> fifo;
#endif
	fifo.in().ignore();
}
