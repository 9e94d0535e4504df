// SPDX-License-Identifier: GPL-2.0
//! Another task may take an item out.
// EXPECT: it must be sendable

#include <kernel/xarray.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

#ifdef FIXED
struct Item {};
#else
struct Item : TaskBound {};
#endif

void use();
void use()
{
	XArray<Box<Item>, "example.items"> items;
}
