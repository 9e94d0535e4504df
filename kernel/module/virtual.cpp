// SPDX-License-Identifier: GPL-2.0 OR MIT
//! The symbols to which a class with virtual functions refers, although nothing here calls them.

#include <new>

#include <kernel/base/types.hpp>
#include <kernel/log/bug.hpp>

// Every virtual destructor has a second version that also frees, for `delete`, and the vtable
// refers to it. Nothing in kernel:: calls that version: a Box knows its allocator. The object gate
// refuses a `delete` whose code calls these functions or a known deleting destructor, so they must
// be neither inlined nor analysed, and have their own section. A `delete` through a vtable looks
// like any virtual call, so it ends here. Nobody knows how the object was allocated, so it leaks,
// with a warning.
#define KXX_DELETE [[gnu::noipa, gnu::section(".text.kxx_delete")]]

static void refuse()
{
	kernel::warn_on_once(true, fmt("a delete expression frees nothing: own the object with the "
				       "Box that make_box() returns"));
}

// No vtable refers to the version without a size, so it stays undefined, and the gate refuses it.
#pragma GCC diagnostic ignored "-Wsized-deallocation"

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
