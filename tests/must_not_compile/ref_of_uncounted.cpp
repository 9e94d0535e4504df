// SPDX-License-Identifier: GPL-2.0
//! A Ref needs to know how to count.
// EXPECT: says how a T is counted

#include <kernel/kref.hpp>

using namespace kernel;

#ifdef FIXED
class Session : public Kref<Session> {};
#else
class Session {};
#endif
void use(Ref<Session> &session)
{
	Ref<Session> mine = std::move(session);
}
