// SPDX-License-Identifier: GPL-2.0
//! Only C knows whose address it is.
// EXPECT: no matching function|cannot convert

#include <kernel/uaccess.hpp>

using namespace kernel;

UserReader use(void *address);
UserReader use(void *address)
{
#ifdef FIXED
	// SAFETY: a process passed it.
	return UserReader::from_raw(unsafe, address, 4);
#else
	return UserReader::from_raw(address, 4);
#endif
}
