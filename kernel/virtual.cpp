// SPDX-License-Identifier: GPL-2.0 OR MIT
//! What a class with virtual functions refers to, although nothing here calls it.

#include <kernel/alloc.hpp>
#include <kernel/types.hpp>

// Every virtual destructor has a twin that also frees, for `delete`. Nothing in kernel::
// uses it (a Box knows its allocator); kvfree() takes memory from any of the allocators.
void operator delete(void *p, kernel::usize) noexcept
{
	::kvfree(p);
}

// The vtable entry of a pure virtual function, reachable only from the constructor or the
// destructor of its own abstract class.
extern "C" void __cxa_pure_virtual();
extern "C" void __cxa_pure_virtual()
{
	__builtin_trap();
}
