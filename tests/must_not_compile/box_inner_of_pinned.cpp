// SPDX-License-Identifier: GPL-2.0
//! What is pinned stays in its Box.
// EXPECT: into_inner\(\) moves the T out|use of deleted function

#include <kernel/prelude.hpp>

using namespace kernel;

struct Fixed : Pinned {};
void use(Box<Fixed> box)
{
#ifdef FIXED
	Box<Fixed> other = std::move(box);
#else
	Fixed other = std::move(box).into_inner();
#endif
}
