// SPDX-License-Identifier: GPL-2.0
//! Coroutines, resumed through their executor.

#include <kernel/async/executor.hpp>
#include <kernel/base/access_once.hpp>
#include <kernel/prelude.hpp>
#include <kernel/wait/completion.hpp>

#include "operations.h"

using namespace kernel;

namespace {

constinit Completion<"bench.async.answered"> answered;
constinit async::Waker waker;
constinit u32 asked = 0;

struct Question : async::Awaitable<Question> {
	void arm(async::Waker mine) { waker = mine; }
	bool ready() { return read_once(asked) != 0; }
	void disarm() {}
	Result<> take()
	{
		write_once(asked, 0u);
		return ok;
	}
};

Async<u64> answers(Gfp)
{
	for (u64 count = 0;; count++) {
		CO_TRY(co_await Question());
		answered.complete();
	}
}

Async<u32> once(Gfp, u32 number)
{
	co_return number;
}

constinit async::Executor *executor = nullptr;

Result<> make()
{
	auto made = TRY(make_box<async::Executor>(GFP_KERNEL, TRY(async::Executor::create(fmt("bench_3")))));

	TRY(made->spawn(GFP_KERNEL, answers)).detach();
	// After its first step, the coroutine waits.
	made->flush();
	executor = std::move(made).into_raw();
	return ok;
}

} // namespace

int cxx_async_setup()
{
	return make().to_c();
}
// SAFETY: from make(), and taken back once.
void cxx_async_teardown()
{
	auto gone = Box<async::Executor>::from_raw(unsafe, executor);
}

long cxx_async_switch()
{
	write_once(asked, 1u);
	waker.wake();
	answered.wait();
	return 0;
}

long cxx_async_spawn()
{
	auto handle = executor->spawn(GFP_KERNEL, once, 1u);
	auto *job = handle.get();

	return job ? job->join().to_c() : handle.to_c();
}
