// SPDX-License-Identifier: GPL-2.0
//! Another reference is counted by name.
// EXPECT: use of deleted function

#include <kernel/kref.hpp>

using namespace kernel;

class Session : public Kref<Session> {};
Ref<Session> use(const Ref<Session> &session)
{
#ifdef FIXED
	return session.share();
#else
	return session;
#endif
}
