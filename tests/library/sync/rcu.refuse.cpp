// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/sync/rcu.hpp refuses.
#include <kernel/prelude.hpp>
#include <kernel/sync/mutex.hpp>
#include <kernel/sync/rcu.hpp>

using namespace kernel;

// REFUSED rcu_box_copied: deleted function
// One owner.
void use(RcuBox<u32> &box);
void use(RcuBox<u32> &box)
{
#ifdef FIXED
	RcuBox<u32> mine = std::move(box);
#else
	RcuBox<u32> mine = box;
#endif
}

// REFUSED rcu_get_with_temporary_guard: deleted function
// The section would be over at the semicolon.
u32 use(const RcuPtr<u32> &pointer);
u32 use(const RcuPtr<u32> &pointer)
{
#ifdef FIXED
	rcu::ReadGuard reading;
	auto *found = pointer.get(reading);
#else
	auto *found = pointer.get(rcu::ReadGuard());
#endif
	return found ? *found : 0;
}

// REFUSED rcu_get_without_guard: deleted function
// Reading needs a section.
u32 use(const RcuPtr<u32> &pointer);
u32 use(const RcuPtr<u32> &pointer)
{
#ifdef FIXED
	rcu::ReadGuard reading;
	auto *found = pointer.get(reading);
#else
	auto *found = pointer.get();
#endif
	return found ? *found : 0;
}

// REFUSED rcu_guard_copied: deleted function
// One section, one guard.
void use();
void use()
{
	rcu::ReadGuard reading;
#ifdef FIXED
	rcu::ReadGuard nested;
#else
	rcu::ReadGuard nested = reading;
#endif
}

// REFUSED rcu_guard_handed_on: deleted function
// A section ends where it began: functions take the guard by reference.
#ifdef FIXED
u32 callee(const rcu::ReadGuard &reading, const RcuPtr<u32> &pointer);
u32 callee(const rcu::ReadGuard &reading, const RcuPtr<u32> &pointer)
#else
u32 callee(rcu::ReadGuard reading, const RcuPtr<u32> &pointer);
u32 callee(rcu::ReadGuard reading, const RcuPtr<u32> &pointer)
#endif
{
	auto *found = pointer.get(reading);
	return found ? *found : 0;
}

u32 use(const RcuPtr<u32> &pointer);
u32 use(const RcuPtr<u32> &pointer)
{
	rcu::ReadGuard reading;
#ifdef FIXED
	return callee(reading, pointer);
#else
	return callee(std::move(reading), pointer);
#endif
}

// REFUSED rcu_of_unshareable: T must be shareable
// What several readers use at once must bear it.
#ifdef FIXED
struct Cache {
	u32 last;
};
#else
struct Cache : OneTaskAtATime {
	mutable u32 last;
};
#endif

void use(RcuPtr<Cache> &pointer, RcuBox<Cache> next);
void use(RcuPtr<Cache> &pointer, RcuBox<Cache> next)
{
	pointer.replace(std::move(next));
}

// REFUSED rcu_plain_box: no matching function|could not convert|cannot convert
// An ordinary Box has no room for what RCU needs.
Result<> use(RcuPtr<u32> &pointer);
Result<> use(RcuPtr<u32> &pointer)
{
#ifdef FIXED
	pointer.replace(TRY(make_rcu_box<u32>(GFP_KERNEL, 1u)));
#else
	pointer.replace(TRY(make_box<u32>(GFP_KERNEL, 1u)));
#endif
	return ok;
}

// REFUSED rcu_reader_writes: read-only
// Readers share the object with each other.
struct Limits {
	u32 most = 1;
};

void use(RcuPtr<Limits> &pointer, RcuBox<Limits> next);
void use(RcuPtr<Limits> &pointer, RcuBox<Limits> next)
{
#ifdef FIXED
	next->most = 2;
	pointer.replace(std::move(next));
#else
	rcu::ReadGuard reading;
	pointer.get(reading)->most = 2;
	static_cast<void>(next);
#endif
}

// REFUSED rcu_replace_without_lock: only one task may replace it at a time
// Whoever shares the pointer cannot replace what it leads to.
struct State {
	RcuPtr<u32> limit;
};
using Protected = Mutex<State, "test.state">;

void use(const Protected &lock, RcuBox<u32> next);
void use(const Protected &lock, RcuBox<u32> next)
{
#ifdef FIXED
	lock.lock()->limit.replace(std::move(next));
#else
	rcu::unlocked(lock, &State::limit).replace(std::move(next));
#endif
}

// REFUSED rcu_static_with_destructor: StaticRcuPtr: a T with a destructor would never be destroyed
// A static pointer has no destructor: what it holds at unload would not be destroyed.
struct Config {
#ifdef FIXED
	u32 limit;
#else
	Vec<u32> limits;
#endif
};
static constinit StaticRcuPtr<Config> config;

bool use();
bool use() { return config.empty(); }

// REFUSED rcu_take_without_lock: only one task may replace it at a time
// Whoever shares the pointer cannot empty it.
void use(const RcuPtr<u32> &shared, RcuPtr<u32> &alone);
void use(const RcuPtr<u32> &shared, RcuPtr<u32> &alone)
{
	static_cast<void>(shared);
	static_cast<void>(alone);
#ifdef FIXED
	alone.take();
#else
	shared.take();
#endif
}

// REFUSED rcu_unlocked_derived: readable_without_lock
// What a class adds to an RcuPtr is not protected by RCU.
#ifdef FIXED
using Limit = RcuPtr<u32>;
#else
struct Limit : RcuPtr<u32> {
	u32 changes = 0;
};
#endif
struct State {
	Limit limit;
};
using Protected = Mutex<State, "test.state">;

bool use(const Protected &lock);
bool use(const Protected &lock) { return rcu::unlocked(lock, &State::limit).empty(); }

// REFUSED rcu_unlocked_plain_field: readable_without_lock
// Only what RCU protects is read without the lock.
struct State {
	u32 count = 0;
	RcuPtr<u32> limit;
};
using Protected = Mutex<State, "test.state">;

u32 use(const Protected &lock);
u32 use(const Protected &lock)
{
#ifdef FIXED
	rcu::ReadGuard reading;
	auto *limit = rcu::unlocked(lock, &State::limit).get(reading);
	return limit ? *limit : 0;
#else
	return rcu::unlocked(lock, &State::count);
#endif
}

// REFUSED rcu_updater_view_of_shared: only one task may replace it at a time
// Without the right to replace it only a section keeps the object alive.
u32 use(const RcuPtr<u32> &pointer);
u32 use(const RcuPtr<u32> &pointer)
{
#ifdef FIXED
	rcu::ReadGuard reading;
	auto *found = pointer.get(reading);
#else
	auto *found = pointer.current();
#endif
	return found ? *found : 0;
}

// REFUSED rcu_wait_under_lock: deleted function
// The guard lives to the end of the statement: readers would be waited for with the lock held.
struct State {
	RcuPtr<u32> limit;
};
using Protected = Mutex<State, "test.state">;

void use(const Protected &lock);
void use(const Protected &lock)
{
#ifdef FIXED
	auto old = lock.lock()->limit.take();
	old.wait();
#else
	lock.lock()->limit.take().wait();
#endif
}
