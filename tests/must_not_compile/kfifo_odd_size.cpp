// SPDX-License-Identifier: GPL-2.0
//! Indices wrap at a power of two.
// EXPECT: a power of two of places

#include <kernel/kfifo.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

void use();
void use()
{
#ifdef FIXED
	Kfifo<u32, 16> fifo;
#else
	Kfifo<u32, 15> fifo;
#endif
	fifo.in().ignore();
}
