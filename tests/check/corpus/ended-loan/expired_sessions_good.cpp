// SPDX-License-Identifier: GPL-2.0
//! Expired sessions are dropped with retain(), which may change the Vec.

#include <kernel/prelude.hpp>
#include <kernel/time/jiffies.hpp>

using namespace kernel;

struct Session {
	u32 id;
	JiffiesInstant ends;
	CString user;
};

class Sessions {
public:
	Result<> add(u32 id, BStr user, Jiffies life)
	{
		auto name = TRY(CString::copy(user, GFP_KERNEL));

		return list_.push({ id, JiffiesInstant::now() + life, std::move(name) }, GFP_KERNEL);
	}
	u32 expire()
	{
		u32 gone = 0;

		list_.retain([&](const Session &session) {
			if (!session.ends.passed())
				return true;
			pr_debug("session {} of {} ends", session.id, session.user);
			gone++;
			return false;
		});
		return gone;
	}

private:
	Vec<Session> list_;
};
