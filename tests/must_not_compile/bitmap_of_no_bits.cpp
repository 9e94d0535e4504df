// SPDX-License-Identifier: GPL-2.0
//! A bitmap has bits.
// EXPECT: at least one bit

#include <kernel/bitmap.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

void use();
void use()
{
#ifdef FIXED
	Bitmap<1> bits;
#else
	Bitmap<0> bits;
#endif
	bits.clear_all();
}
