// SPDX-License-Identifier: GPL-2.0
//! A user has a number in a namespace only.
// EXPECT: no match for .operator==

#include <kernel/cred.hpp>

using namespace kernel;

bool is_root(Kuid user);
bool is_root(Kuid user)
{
#ifdef FIXED
	return user == Kuid::root();
#else
	return user == 0u;
#endif
}
