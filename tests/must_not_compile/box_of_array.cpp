// SPDX-License-Identifier: GPL-2.0
//! A Box owns one object; arrays are Vecs.
// EXPECT: a Box owns one object: for an array use Vec

#include <kernel/prelude.hpp>

using namespace kernel;

#ifdef FIXED
void use(Vec<int> &) {}
Vec<int> numbers;
#else
usize use(Box<int[4]> &box)
{
	return sizeof(*box);
}
#endif
