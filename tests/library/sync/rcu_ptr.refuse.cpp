// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/sync/rcu_ptr.hpp refuses.
#include <kernel/prelude.hpp>
#include <kernel/sync/mutex.hpp>
#include <kernel/sync/rcu_ptr.hpp>

using namespace kernel;

// REFUSED rcu_get_with_temporary_guard: deleted function
// The section would end at the semicolon.
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

// REFUSED rcu_of_unshareable: T must be shareable
// Several readers use the object at once, so it must be shareable.
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
// A task that only shares the pointer must not replace the object.
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
bool use()
{
	return config.empty();
}

// REFUSED rcu_take_without_lock: only one task may replace it at a time
// A task that only shares the pointer must not empty it.
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

// REFUSED rcu_updater_view_of_shared: only one task may replace it at a time
// A task that must not replace the object needs a section to keep it alive.
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
