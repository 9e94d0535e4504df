// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/memory/ref.hpp refuses.
#include <kernel/memory/kref.hpp>
#include <kernel/memory/ref.hpp>

using namespace kernel;

// REFUSED ref_adopt_without_unsafe: no matching function for call to
// The compiler cannot know whether a pointer comes with a reference.
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

// REFUSED ref_copied: use of deleted function
// share() takes another reference; a copy does not.
class Session : public Kref<Session> {};
Ref<Session> use(const Ref<Session> &session)
{
#ifdef FIXED
	return session.share();
#else
	return session;
#endif
}

// REFUSED ref_kref_copied: use of deleted function
// A counted object is never copied.
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

// REFUSED ref_of_uncounted: says how a T is counted
// A Ref needs to know how to count.
#ifdef FIXED
class Session : public Kref<Session> {};
#else
class Session {};
#endif
void use(Ref<Session> &session)
{
	Ref<Session> mine = std::move(session);
}
