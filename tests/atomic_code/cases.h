/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What is compared: CASE(GROUP, NAME, RESULT, C PARAMETERS, C EXPRESSION, C++ PARAMETERS, C++
 * EXPRESSION) is one function of that name and result in both languages.
 */
#define ORDERS(MAKE, ...)                                                               \
	MAKE(full, , __VA_ARGS__) MAKE(relaxed, _relaxed, __VA_ARGS__)                  \
	MAKE(acquire, _acquire, __VA_ARGS__) MAKE(release, _release, __VA_ARGS__)

/* atomic_t and atomic64_t: `id` names the width, `c` the C functions, `T` is the number. */
#define CHANGE(order, suffix, id, c, op, T, Raw)                                        \
	CASE(id##_##op, id##_##op##suffix, T, (Raw * v, T n), c##op##suffix(n, v),      \
	     (Atomic<T> & v, T n), v.op(n, order))
#define CHANGE_ONE(order, suffix, id, c, op, T, Raw)                                    \
	CASE(id##_##op, id##_##op##suffix, T, (Raw * v), c##op##suffix(v),              \
	     (Atomic<T> & v), v.op(order))
#define EXCHANGE(order, suffix, id, c, T, Raw)                                          \
	CASE(id##_exchange, id##_exchange##suffix, T, (Raw * v, T n), c##xchg##suffix(v, n), \
	     (Atomic<T> & v, T n), v.exchange(n, order))                                \
	CASE(id##_cmpxchg, id##_cmpxchg##suffix, T, (Raw * v, T o, T n),                \
	     c##cmpxchg##suffix(v, o, n), (Atomic<T> & v, T o, T n), v.cmpxchg(o, n, order).old) \
	CASE(id##_cmpxchg, id##_cmpxchg_done##suffix, bool, (Raw * v, T o, T n),        \
	     c##cmpxchg##suffix(v, o, n) == o, (Atomic<T> & v, T o, T n), v.cmpxchg(o, n, order).done) \
	CASE(id##_try_cmpxchg, id##_try_cmpxchg##suffix, bool, (Raw * v, T * o, T n),   \
	     c##try_cmpxchg##suffix(v, o, n), (Atomic<T> & v, T & o, T n), v.try_cmpxchg(o, n, order))
#define VOID(id, c, op, ours, T, Raw)                                                   \
	CASE(id##_##op, id##_##op, void, (Raw * v, T n), c##op(n, v), (Atomic<T> & v, T n), v.ours(n)) \
	CASE(id##_##op, id##_##op##_constant, void, (Raw * v), c##op(16, v), (Atomic<T> & v), v.ours(16))
#define VOID_ONE(id, c, op, T, Raw)                                                     \
	CASE(id##_##op, id##_##op, void, (Raw * v), c##op(v), (Atomic<T> & v), v.op())
#define TEST_ONE(id, c, op, T, Raw)                                                     \
	CASE(id##_##op, id##_##op, bool, (Raw * v), c##op(v), (Atomic<T> & v), v.op())
#define TEST(id, c, op, T, Raw)                                                         \
	CASE(id##_##op, id##_##op, bool, (Raw * v, T n), c##op(n, v), (Atomic<T> & v, T n), v.op(n))

#define COUNTING(id, c, T, Raw)                                                         \
	CASE(id##_load, id##_load, T, (Raw * v), c##read(v), (Atomic<T> & v), v.load(relaxed)) \
	CASE(id##_load, id##_load_acquire, T, (Raw * v), c##read_acquire(v), (Atomic<T> & v), \
	     v.load(acquire))                                                           \
	CASE(id##_store, id##_store, void, (Raw * v, T n), c##set(v, n), (Atomic<T> & v, T n), \
	     v.store(n, relaxed))                                                       \
	CASE(id##_store, id##_store_release, void, (Raw * v, T n), c##set_release(v, n), \
	     (Atomic<T> & v, T n), v.store(n, release))                                 \
	ORDERS(EXCHANGE, id, c, T, Raw)                                                 \
	VOID(id, c, add, add, T, Raw)                                                   \
	VOID(id, c, sub, sub, T, Raw)                                                   \
	BITS(id, c, T, Raw)                                                             \
	VOID_ONE(id, c, inc, T, Raw)                                                    \
	VOID_ONE(id, c, dec, T, Raw)                                                    \
	ORDERS(CHANGE, id, c, fetch_add, T, Raw)                                        \
	ORDERS(CHANGE, id, c, fetch_sub, T, Raw)                                        \
	ORDERS(CHANGE, id, c, fetch_and, T, Raw)                                        \
	ORDERS(CHANGE, id, c, fetch_or, T, Raw)                                         \
	ORDERS(CHANGE, id, c, fetch_xor, T, Raw)                                        \
	ORDERS(CHANGE, id, c, fetch_andnot, T, Raw)                                     \
	ORDERS(CHANGE, id, c, add_return, T, Raw)                                       \
	ORDERS(CHANGE, id, c, sub_return, T, Raw)                                       \
	ORDERS(CHANGE_ONE, id, c, fetch_inc, T, Raw)                                    \
	ORDERS(CHANGE_ONE, id, c, fetch_dec, T, Raw)                                    \
	ORDERS(CHANGE_ONE, id, c, inc_return, T, Raw)                                   \
	ORDERS(CHANGE_ONE, id, c, dec_return, T, Raw)                                   \
	TEST(id, c, sub_and_test, T, Raw)                                               \
	TEST(id, c, add_negative, T, Raw)                                               \
	TEST_ONE(id, c, dec_and_test, T, Raw)                                           \
	TEST_ONE(id, c, inc_and_test, T, Raw)                                           \
	TEST_ONE(id, c, inc_not_zero, T, Raw)                                           \
	TEST_ONE(id, c, inc_unless_negative, T, Raw)                                    \
	TEST_ONE(id, c, dec_unless_positive, T, Raw)                                    \
	CASE(id##_dec_if_positive, id##_dec_if_positive, T, (Raw * v), c##dec_if_positive(v), \
	     (Atomic<T> & v), v.dec_if_positive())                                      \
	CASE(id##_add_unless, id##_add_unless, bool, (Raw * v, T n, T u), c##add_unless(v, n, u), \
	     (Atomic<T> & v, T n, T u), v.add_unless(n, u))                             \
	CASE(id##_add_unless, id##_fetch_add_unless, T, (Raw * v, T n, T u),            \
	     c##fetch_add_unless(v, n, u), (Atomic<T> & v, T n, T u), v.fetch_add_unless(n, u))

/* `and` and `or` are operators of C++, which no macro can paste to other tokens, so they are written out. */
#define BITS(id, c, T, Raw)                                                             \
	CASE(id##_bits, id##_and, void, (Raw * v, T n), c##and(n, v), (Atomic<T> & v, T n), \
	     v.and_with(n))                                                             \
	CASE(id##_bits, id##_or, void, (Raw * v, T n), c##or(n, v), (Atomic<T> & v, T n), v.or_with(n)) \
	CASE(id##_bits, id##_xor, void, (Raw * v, T n), c##xor(n, v), (Atomic<T> & v, T n), \
	     v.xor_with(n))                                                             \
	CASE(id##_bits, id##_andnot, void, (Raw * v, T n), c##andnot(n, v), (Atomic<T> & v, T n), \
	     v.andnot_with(n))

COUNTING(i32, atomic_, s32, atomic_t)
COUNTING(u32, atomic_, u32, atomic_t)
COUNTING(i64, atomic64_, s64, atomic64_t)
COUNTING(u64, atomic64_, u64, atomic64_t)
COUNTING(isize, atomic_long_, long, atomic_long_t)
COUNTING(usize, atomic_long_, ulong, atomic_long_t)

/* Atomics whose counterpart in C is a plain variable. */
#define EXCHANGE_ONLY(order, suffix, id, T)                                             \
	CASE(id##_exchange, id##_exchange##suffix, T, (T * v, T n), xchg##suffix(v, n), \
	     (Atomic<T> & v, T n), v.exchange(n, order))                                \
	CASE(id##_cmpxchg, id##_cmpxchg##suffix, T, (T * v, T o, T n), cmpxchg##suffix(v, o, n), \
	     (Atomic<T> & v, T o, T n), v.cmpxchg(o, n, order).old)                     \
	CASE(id##_cmpxchg, id##_cmpxchg_done##suffix, bool, (T * v, T o, T n),          \
	     cmpxchg##suffix(v, o, n) == o, (Atomic<T> & v, T o, T n), v.cmpxchg(o, n, order).done) \
	CASE(id##_try_cmpxchg, id##_try_cmpxchg##suffix, bool, (T * v, T * o, T n),     \
	     try_cmpxchg##suffix(v, o, n), (Atomic<T> & v, T & o, T n), v.try_cmpxchg(o, n, order))
#define EXCHANGING(id, T)                                                               \
	CASE(id##_load, id##_load, T, (T * v), READ_ONCE(*v), (Atomic<T> & v), v.load(relaxed)) \
	CASE(id##_load, id##_load_acquire, T, (T * v), smp_load_acquire(v), (Atomic<T> & v), \
	     v.load(acquire))                                                           \
	CASE(id##_store, id##_store, void, (T * v, T n), ({ WRITE_ONCE(*v, n); }), (Atomic<T> & v, T n), \
	     v.store(n, relaxed))                                                       \
	CASE(id##_store, id##_store_release, void, (T * v, T n), ({ smp_store_release(v, n); }), \
	     (Atomic<T> & v, T n), v.store(n, release))                                 \
	ORDERS(EXCHANGE_ONLY, id, T)

EXCHANGING(ptr, pointer)
EXCHANGING(bool, bool)
EXCHANGING(u8, u8)
EXCHANGING(s8, s8)
EXCHANGING(u16, u16)
EXCHANGING(s16, s16)
EXCHANGING(enum8, small_enum)

/* Plain variables, kernel/base/access_once.hpp. */
#define ONCE(id, T)                                                                     \
	CASE(once_##id, once_##id##_read, T, (T * v), READ_ONCE(*v), (T & v), read_once(v)) \
	CASE(once_##id, once_##id##_write, void, (T * v, T n), ({ WRITE_ONCE(*v, n); }), (T & v, T n), \
	     write_once(v, n))                                                          \
	CASE(once_##id, once_##id##_acquire, T, (T * v), smp_load_acquire(v), (T & v),  \
	     load_acquire(v))                                                           \
	CASE(once_##id, once_##id##_release, void, (T * v, T n), ({ smp_store_release(v, n); }), \
	     (T & v, T n), store_release(v, n))
ONCE(bool, bool)
ONCE(u8, u8)
ONCE(s8, s8)
ONCE(u16, u16)
ONCE(s16, s16)
ONCE(u32, u32)
ONCE(s32, s32)
ONCE(u64, u64)
ONCE(s64, s64)
ONCE(ulong, ulong)
ONCE(ptr, pointer)

#define BARRIER(name) CASE(barrier, barrier_##name, void, (void), ({ name(); }), (), name())
BARRIER(smp_mb)
BARRIER(smp_rmb)
BARRIER(smp_wmb)
BARRIER(smp_mb__before_atomic)
BARRIER(smp_mb__after_atomic)
BARRIER(smp_mb__after_spinlock)
BARRIER(mb)
BARRIER(rmb)
BARRIER(wmb)
BARRIER(dma_mb)
BARRIER(dma_rmb)
BARRIER(dma_wmb)
BARRIER(barrier)

CASE(refcount, refcount_read_, u32, (refcount_t * r), refcount_read(r), (Refcount & r), r.read())
CASE(refcount, refcount_set_, void, (refcount_t * r, int n), refcount_set(r, n), (Refcount & r, int n), r.set(n))
CASE(refcount, refcount_inc_, void, (refcount_t * r), refcount_inc(r), (Refcount & r), r.inc())
CASE(refcount, refcount_add_, void, (refcount_t * r, int n), refcount_add(n, r), (Refcount & r, int n), r.add(n))
CASE(refcount, refcount_inc_not_zero_, bool, (refcount_t * r), refcount_inc_not_zero(r), (Refcount & r), r.inc_not_zero())
CASE(refcount, refcount_dec_and_test_, bool, (refcount_t * r), refcount_dec_and_test(r), (Refcount & r), r.dec_and_test())
CASE(refcount, refcount_sub_and_test_, bool, (refcount_t * r, int n), refcount_sub_and_test(n, r), (Refcount & r, int n), r.sub_and_test(n))
CASE(refcount, refcount_dec_, void, (refcount_t * r), refcount_dec(r), (Refcount & r), r.dec())
CASE(refcount, refcount_dec_if_one_, bool, (refcount_t * r), refcount_dec_if_one(r), (Refcount & r), r.dec_if_one())
CASE(refcount, refcount_dec_not_one_, bool, (refcount_t * r), refcount_dec_not_one(r), (Refcount & r), r.dec_not_one())

/* An Arc, compared with C code that shares, puts and reads a counted object. */
CASE(arc, arc_share_, void, (struct shared **to, struct shared **from), ({ struct shared *s = *from; refcount_inc(&s->refs); *to = s; (void)0; }),
     (Arc<u64> * to, Arc<u64> & from), (void)::new (static_cast<void *>(to)) Arc<u64>(from.share()))
CASE(arc, arc_put_, void, (struct shared **owner), ({ struct shared *s = *owner; if (s && refcount_dec_and_test(&s->refs)) kfree(s); }),
     (Arc<u64> & owner), owner.~Arc())
CASE(box, box_make_, const void *, (gfp_t flags), make_plain(flags), (::gfp_t flags), box(flags))
CASE(arc, arc_read_, u64, (struct shared **owner), (*owner)->number, (Arc<u64> & owner), *owner)

/* Static keys: each function is one patched branch. */
#define KEY(key, of)                                                                    \
	CASE(static_key, static_key_likely_##of, int, (void), static_branch_likely(&key) ? 1 : 2, (), \
	     static_branch_likely<key>() ? 1 : 2)                                       \
	CASE(static_key, static_key_unlikely_##of, int, (void), static_branch_unlikely(&key) ? 1 : 2, (), \
	     static_branch_unlikely<key>() ? 1 : 2)
KEY(key_true, true)
KEY(key_false, false)
CASE(static_key, static_key_enable_, void, (void), ({ static_branch_enable(&key_false); }), (), key_false.enable())
CASE(static_key, static_key_disable_, void, (void), ({ static_branch_disable(&key_true); }), (), key_true.disable())
