// SPDX-License-Identifier: GPL-2.0
//! Nobody frees what others have by a plain call.
// EXPECT: no matching function|cannot convert|could not convert|invalid (initialization|conversion)

#include <kernel/kref.hpp>

using namespace kernel;

class Session : public Kref<Session> {};
void use(const Ref<Session> &session)
{
#ifdef FIXED
	Ref<Session> gone = session.share();
#else
	Session::release(session->raw_kref());
#endif
}
