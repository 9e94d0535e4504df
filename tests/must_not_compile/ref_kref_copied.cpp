// SPDX-License-Identifier: GPL-2.0
//! A counted object is copied by nobody.
// EXPECT: use of deleted function

#include <kernel/kref.hpp>

using namespace kernel;

class Session : public Kref<Session> {};
void use(const Session &session)
{
#ifdef FIXED
	const Session &other = session;
#else
	Session other = session;
#endif
	(void)other;
}
