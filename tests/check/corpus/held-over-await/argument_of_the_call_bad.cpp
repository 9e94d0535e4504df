// SPDX-License-Identifier: GPL-2.0
//! The guard that is dereferenced for an argument lives until the awaited call has ended.

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
		co_return co_await self->attempt(flags, self->retry_.lock()->pause_ms); // BUG: held-over-await
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
