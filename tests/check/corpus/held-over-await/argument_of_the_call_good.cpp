// SPDX-License-Identifier: GPL-2.0
//! The argument is copied out of the lock in a statement of its own.

#include <kernel/async/sleep.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

struct Retry {
	u32 attempts = 3;
	u32 pause_ms = 20;
};

class Uploader final : Pinned {
public:
	static Async<> upload(Gfp flags, Arc<Uploader> self)
	{
		const u32 pause_ms = self->retry_.lock()->pause_ms;

		co_return co_await self->attempt(flags, pause_ms);
	}

private:
	Async<> attempt(Gfp, u32 pause_ms) const
	{
		CO_TRY(co_await async::sleep(Jiffies::milliseconds(pause_ms)));
		retry_.lock()->attempts--;
		co_return ok;
	}

	Mutex<Retry, "upload.retry"> retry_;
};
