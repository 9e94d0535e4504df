// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/async/async.hpp refuses.
#include <kernel/async/async.hpp>
#include <kernel/async/executor.hpp>
#include <kernel/async/local.hpp>
#include <kernel/async/net.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

// REFUSED async_await_outside: unable to find the promise type for this coroutine
// Only a coroutine can co_await; an ordinary function has no frame to suspend.
#ifdef FIXED
Async<> use(Gfp)
{
	co_return co_await async::yield();
}
#else
Result<> use()
{
	return co_await async::yield();
}
#endif

// REFUSED async_awaited_twice: use of deleted function
// A coroutine runs once, so the caller moves it into the co_await.
Async<u32> doubles(Gfp, u32 number)
{
	co_return number * 2;
}

Async<u32> use(Gfp flags)
{
	auto once = doubles(flags, 1);
#ifdef FIXED
	co_return co_await std::move(once);
#else
	co_return co_await once;
#endif
}

// REFUSED async_dropped: ignoring return(ed)? value
// A coroutine that nobody awaits does nothing.
Async<> tidy(Gfp);

Async<> use(Gfp flags)
{
#ifdef FIXED
	co_return co_await tidy(flags);
#else
	tidy(flags);
	co_return ok;
#endif
}

// REFUSED async_read_not_awaited: ignoring return|nodiscard
// An awaitable that nobody awaits does nothing.
Async<> use(Gfp, TcpStream stream);
Async<> use(Gfp, TcpStream stream)
{
	u8 bytes[16];

#ifdef FIXED
	CO_TRY(co_await async::read(stream, span_of(bytes)));
#else
	async::read(stream, span_of(bytes));
#endif
	co_return ok;
}

// REFUSED async_spawn_auto: spawn: the coroutine says the types of its parameters
// A parameter of type `auto &` would be a reference, which spawn() could not detect.
Result<> use(const async::Executor &executor)
{
#ifdef FIXED
	TRY(executor.spawn(GFP_KERNEL, [](Gfp, u32 number) -> Async<u32> { co_return number; }, 1u)).detach();
#else
	TRY(executor.spawn(GFP_KERNEL, [](Gfp, auto number) -> Async<u32> { co_return number; }, 1u)).detach();
#endif
	return ok;
}

// REFUSED async_spawn_borrows: spawn: a plain pointer
// A pointer does not keep its object alive while the coroutine runs.
#ifdef FIXED
static Async<u32> reads(Gfp, Arc<u32> number)
{
	co_return *number;
}
#else
static Async<u32> reads(Gfp, const u32 *number)
{
	co_return *number;
}
#endif

Result<> use(const async::Executor &executor, const Arc<u32> &number)
{
#ifdef FIXED
	TRY(executor.spawn(GFP_KERNEL, reads, number.share())).detach();
#else
	TRY(executor.spawn(GFP_KERNEL, reads, &*number)).detach();
#endif
	return ok;
}

// REFUSED async_spawn_captures: spawn: the coroutine captures nothing
// A lambda's captures are not in the coroutine's frame, so they may be gone when it runs.
Result<> use(const async::Executor &executor, u32 number)
{
#ifdef FIXED
	TRY(executor.spawn(GFP_KERNEL, [](Gfp, u32 number) -> Async<u32> { co_return number; }, number)).detach();
#else
	TRY(executor.spawn(GFP_KERNEL, [number](Gfp) -> Async<u32> { co_return number; })).detach();
#endif
	return ok;
}

// REFUSED async_spawn_not_sendable: spawn: a parameter is not sendable
// An Executor may resume a coroutine in any thread; a LocalExecutor uses one thread only.
struct Mine : TaskBound {};

static Async<> keeps(Gfp, Mine)
{
	co_return ok;
}

#ifdef FIXED
Result<> use(async::LocalExecutor &executor)
#else
Result<> use(const async::Executor &executor)
#endif
{
	TRY(executor.spawn(GFP_KERNEL, keeps, Mine())).detach();
	return ok;
}

// REFUSED async_spawn_reference: spawn: the coroutine outlives its caller
// A spawned coroutine outlives its caller's variables.
static Async<u32> doubles(Gfp, const u32 &number)
{
	co_return number * 2;
}
static Async<u32> doubles_value(Gfp, u32 number)
{
	co_return number * 2;
}

Result<> use(const async::Executor &executor)
{
	const u32 number = 1;
#ifdef FIXED
	TRY(executor.spawn(GFP_KERNEL, doubles_value, number)).detach();
#else
	TRY(executor.spawn(GFP_KERNEL, doubles, number)).detach();
#endif
	return ok;
}

// REFUSED async_try: a 'return' statement is not allowed|return.*coroutine
// TRY contains a `return` statement, which a coroutine must not have.
Result<u32> half(u32 number);

Async<u32> use(Gfp)
{
	co_await async::yield();
#ifdef FIXED
	co_return CO_TRY(half(4));
#else
	co_return TRY(half(4));
#endif
}

// REFUSED async_without_flags: a coroutine has one parameter of type Gfp
// A frame is an allocation, and every allocation names its flags.
#ifdef FIXED
Async<u32> doubles(Gfp, u32 number)
#else
Async<u32> doubles(u32 number)
#endif
{
	co_return number * 2;
}
