// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/sync/atomic.hpp refuses.
#include <kernel/sync/atomic.hpp>

using namespace kernel;

// REFUSED atomic_16_bit_fetch_add: no arithmetic on 8- and 16-bit atomics
// The kernel has no arithmetic on small atomics.
#ifdef FIXED
constinit Atomic<u32> number;
#else
constinit Atomic<u16> number;
#endif
void use()
{
	(void)number.fetch_add(1);
}

// REFUSED atomic_answer_dropped: ignoring return value
// A caller that does not want the old value uses add(), which is cheaper.
void use(const Atomic<u32> &n)
{
#ifdef FIXED
	n.add(1);
#else
	n.fetch_add(1);
#endif
}

// REFUSED atomic_copied: use of deleted function
// A copy of an atomic would be another variable.
void use(const Atomic<u32> &n)
{
#ifdef FIXED
	u32 now = n.load(relaxed);
#else
	Atomic<u32> now = n;
#endif
	(void)now;
}

// REFUSED atomic_enum_add: arithmetic is for integers
// Enumerators cannot be added.
enum class State : u32 { Idle, Busy };
constinit Atomic<State> state;
void use()
{
#ifdef FIXED
	(void)state.exchange(State::Busy);
#else
	state.inc();
#endif
}

// REFUSED atomic_floating_point: the kernel does not use floating point
// The kernel does not use floating point.
#ifdef FIXED
constinit Atomic<u32> number;
#else
constinit Atomic<float> number;
#endif

// REFUSED atomic_load_full: load\(\) is relaxed or acquire
// The kernel has no fully ordered load: write a barrier and a load.
u32 use(const Atomic<u32> &n)
{
#ifdef FIXED
	return n.load(acquire);
#else
	return n.load(full);
#endif
}

// REFUSED atomic_load_release: load\(\) is relaxed or acquire
// A load cannot release.
u32 use(const Atomic<u32> &n)
{
#ifdef FIXED
	return n.load(acquire);
#else
	return n.load(release);
#endif
}

// REFUSED atomic_load_without_order: no matching function for call to
// A load names its memory order.
u32 use(const Atomic<u32> &n)
{
#ifdef FIXED
	return n.load(relaxed);
#else
	return n.load();
#endif
}

// REFUSED atomic_of_struct: put other data into a lock
// Data that belongs together needs a lock.
struct Pair {
	u32 a, b;
};
#ifdef FIXED
constinit Atomic<u32> number;
#else
constinit Atomic<Pair> number;
#endif

// REFUSED atomic_plain_access: cannot convert
// An atomic is read only by load().
u32 use(const Atomic<u32> &n)
{
#ifdef FIXED
	return n.load(relaxed);
#else
	return n;
#endif
}

// REFUSED atomic_store_acquire: store\(\) is relaxed or release
// A store cannot acquire.
void use(const Atomic<u32> &n)
{
#ifdef FIXED
	n.store(1, release);
#else
	n.store(1, acquire);
#endif
}
