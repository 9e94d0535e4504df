// SPDX-License-Identifier: GPL-2.0
//! A loop over a Vec erases elements of the Vec that it walks.

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
		usize index = 0;

		for (const Session &session : list_) { // BUG: ended-loan
			if (session.ends.passed()) {
				pr_debug("session {} of {} ends", session.id, session.user);
				list_.erase(index, 1);
				gone++;
			} else {
				index++;
			}
		}
		return gone;
	}

private:
	Vec<Session> list_;
};
