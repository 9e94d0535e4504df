// SPDX-License-Identifier: GPL-2.0
//! Whose count a pointer carries the compiler cannot know.
// EXPECT: no matching function for call to

#include <kernel/kref.hpp>

using namespace kernel;

class Session : public Kref<Session> {};
Ref<Session> use(Session *session)
{
#ifdef FIXED
	// SAFETY: none; this is a test.
	return Ref<Session>::adopt(unsafe, session);
#else
	return Ref<Session>::adopt(session);
#endif
}
