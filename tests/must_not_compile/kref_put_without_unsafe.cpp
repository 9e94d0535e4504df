// SPDX-License-Identifier: GPL-2.0
//! Who puts a reference that a Ref has frees the object under it.
// EXPECT: no matching function|too few arguments

#include <kernel/kref.hpp>

using namespace kernel;

class Session : public Kref<Session> {};
void use(Ref<Session> session)
{
#ifdef FIXED
	Ref<Session> gone = std::move(session);
#else
	RefCounted<Session>::put(&*session);
#endif
}
