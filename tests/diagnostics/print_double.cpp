// SPDX-License-Identifier: GPL-2.0
//! A printed floating point number.
// BEFORE: 163
#include <kernel/prelude.hpp>

using namespace kernel;

void use(int part, int whole);
void use(int part, int whole)
{
#ifdef FIXED
	pr_info("{} percent", 100 * part / whole);
#else
	pr_info("{} percent", 100.0 * part / whole); // MISTAKE: calculate with integers
#endif
}
