// SPDX-License-Identifier: GPL-2.0
//! The lambda that refers to the session runs while the caller still has it.

#include <kernel/container/xarray.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

struct Session {
	Session(u32 id, u32 user) : id(id), user(user) {}

	u32 id;
	u32 user;
	u64 bytes = 0;
};

class SessionTable final : Pinned {
public:
	Result<> open(u32 id, u32 user) const
	{
		auto session = TRY(make_box<Session>(GFP_KERNEL, id, user));
		auto announce = [&](const char *what) {
			pr_info("session {} of user {}: {}", session->id, session->user, what);
		};

		announce("new");
		if (auto inserted = sessions_.insert(id, std::move(session), GFP_KERNEL); inserted.is_error()) {
			// A refused session is still here.
			announce("refused");
			return inserted;
		}
		pr_info("session {} of user {}: open", id, user);
		return ok;
	}

private:
	XArray<Box<Session>, "session.table"> sessions_;
};
