// SPDX-License-Identifier: GPL-2.0
//! A function with the name of a namespace of the library.
// BEFORE: 12
#include <kernel/prelude.hpp>

using namespace kernel;

#ifdef FIXED
namespace disk {
u32 print(u32 sectors);
inline u32 print_twice(u32 sectors)
{
	return print(2 * sectors);
}
} // namespace disk
#else
u32 print(u32 sectors);
inline u32 print_twice(u32 sectors)
{
	return print(2 * sectors); // MISTAKE: into a namespace or class of your own
}
#endif
