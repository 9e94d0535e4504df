// SPDX-License-Identifier: GPL-2.0 OR MIT
//! What a class with virtual functions refers to, although nothing here calls it.

#include <new>

#include <kernel/base/types.hpp>
#include <kernel/log/bug.hpp>

// Every virtual destructor has a twin that also frees, for `delete`, and the vtable refers to it.
// Nothing in kernel:: calls that twin: a Box knows its allocator. The object gate refuses a `delete`
// whose code calls these functions or a known twin, which is why they are neither inlined nor
// analysed and have a section of their own. A `delete` that finds the twin in a vtable looks like any
// virtual call, so it ends here. Nobody knows how the object was allocated, so it leaks, and says so.
#define KXX_DELETE [[gnu::noipa, gnu::section(".text.kxx_delete")]]

static void refuse()
{
	kernel::warn_on_once(true, fmt("a delete expression frees nothing: own the object with the "
				       "Box that make_box() returns"));
}

KXX_DELETE void operator delete(void *, kernel::usize) noexcept
{
	refuse();
}

KXX_DELETE void operator delete(void *, kernel::usize, std::align_val_t) noexcept
{
	refuse();
}

// The vtable entry of a pure virtual function, reachable only from the constructor or the
// destructor of its own abstract class.
extern "C" void __cxa_pure_virtual();
extern "C" void __cxa_pure_virtual()
{
	__builtin_trap();
}

// The vtable entry of a deleted virtual function, which no call can name.
extern "C" void __cxa_deleted_virtual();
extern "C" void __cxa_deleted_virtual()
{
	__builtin_trap();
}
