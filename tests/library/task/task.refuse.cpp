// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/task/task.hpp refuses.
#include <kernel/base/bits.hpp>
#include <kernel/task/cred.hpp>
#include <kernel/task/kthread.hpp>
#include <kernel/task/signal.hpp>
#include <kernel/task/task.hpp>

using namespace kernel;

// REFUSED task_bit_too_high: T has no such bit
// The type has no such bit.
#ifdef FIXED
static_assert(bit<32, u64>());
#else
static_assert(bit<32>());
#endif

// REFUSED task_current_copied: use of deleted function
// A CurrentTask is valid only while its task runs, so it is not stored.
i32 number();
i32 number()
{
	auto me = current();
#ifdef FIXED
	Ref<Task> kept = me->share();
#else
	auto kept = me;
#endif
	return kept->pid();
}

// REFUSED task_current_sent: what a thread is given must be sendable
// A CurrentTask must not go to another task, where it would name the wrong one.
Result<> start();
Result<> start()
{
#ifdef FIXED
	Kthread thread = TRY(Kthread::run(fmt("worker"), [](const ThisKthread &, Ref<Task>) {}, current()->share()));
#else
	Kthread thread = TRY(Kthread::run(fmt("worker"), [](const ThisKthread &, CurrentTask) {}, current()));
#endif
	return ok;
}

// REFUSED task_genmask_reversed: the higher bit comes first
// The higher bit comes first.
#ifdef FIXED
static_assert(genmask<7, 4>());
#else
static_assert(genmask<4, 7>());
#endif

// REFUSED task_made: use of deleted function
// Only the kernel creates tasks.
i32 number(const Task &given);
i32 number(const Task &given)
{
#ifdef FIXED
	const Task &task = given;
#else
	Task task;
#endif
	return task.pid();
}

// REFUSED task_signal_unknown: is not a constant expression|call to consteval
// The kernel has no such signal.
#ifdef FIXED
constexpr Signal own{ 64ul };
#else
constexpr Signal own{ 65ul };
#endif
static_assert(own.number() > 0);

// REFUSED task_users_compared_with_number: no match for .operator==
// A user ID is a number only within a namespace.
bool is_root(Kuid user);
bool is_root(Kuid user)
{
#ifdef FIXED
	return user == Kuid::root();
#else
	return user == 0u;
#endif
}
