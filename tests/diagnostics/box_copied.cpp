// SPDX-License-Identifier: GPL-2.0
//! A second owner of a Box.
// BEFORE: 12
#include <kernel/prelude.hpp>

using namespace kernel;

void take(Box<u32> number);
void use(Box<u32> number);
void use(Box<u32> number)
{
#ifdef FIXED
	take(std::move(number));
#else
	take(number); // MISTAKE: std::move\(\)
#endif
}
