// SPDX-License-Identifier: GPL-2.0 OR MIT
//! What a class with virtual functions refers to, although nothing here calls it.

#include <new>

#include <kernel/types.hpp>

// Every virtual destructor has a twin that also frees, for `delete`, and the vtable refers to it.
// Nothing in kernel:: calls that twin: a Box knows its allocator. A `delete` in a driver would
// call these functions from elsewhere, and there the object gate refuses it, which is why they are
// neither inlined nor analysed and have a section of their own. (Where the class has a virtual
// destructor, a `delete` calls the twin through the vtable, which the gate cannot tell; the checker will.)
#define KXX_DELETE [[gnu::noipa, gnu::section(".text.kxx_delete")]]

KXX_DELETE void operator delete(void *, kernel::usize) noexcept
{
}

KXX_DELETE void operator delete(void *, kernel::usize, std::align_val_t) noexcept
{
}

// The vtable entry of a pure virtual function, reachable only from the constructor or the
// destructor of its own abstract class.
extern "C" void __cxa_pure_virtual();
extern "C" void __cxa_pure_virtual()
{
	__builtin_trap();
}
