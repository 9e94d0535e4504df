// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Objects kept in reserve, so that memory can still be written out when none is left.
//!
//! C: include/linux/mempool.h
#pragma once

#include <new>
#include <type_traits>
#include <utility>

#include <helpers/mempool.hpp>
#include <linux/mempool.hpp>

#include <kernel/base/annotations.hpp>
#include <kernel/base/result.hpp>
#include <kernel/base/types.hpp>
#include <kernel/memory/alloc.hpp>
#include <kernel/memory/box.hpp>
#include <kernel/memory/gfp.hpp>
#include <kernel/memory/percpu.hpp>

namespace kernel {

template <typename T>
class Mempool;

namespace detail {

/// The pool of a Mempool, and the number of its live objects.
struct MempoolState {
	::mempool_t *raw;
	PerCpu<isize> live;

	static Result<Box<MempoolState>> create(usize least, usize bytes, Gfp flags);
	~MempoolState();

	/// Whether no object of the pool is in use; warns otherwise.
	bool may_end() const;
	/// Returns null only without __GFP_DIRECT_RECLAIM.
	void *alloc(::gfp_t flags) const;
	void free(void *object) const;
};

} // namespace detail

/// Owns one T from a Mempool; its destructor returns the memory to the pool.
///
/// Invariants:
/// - `object_` is a T that `pool_` counts as living, or null after a move.
template <typename T>
class [[nodiscard]] __owner(T) PoolBox {
public:
	PoolBox(PoolBox &&other) noexcept : object_(std::exchange(other.object_, nullptr)), pool_(other.pool_) {}
	PoolBox &operator=(PoolBox &&other) noexcept
	{
		PoolBox taken(std::move(other));

		std::swap(object_, taken.object_);
		std::swap(pool_, taken.pool_);
		return *this;
	}
	~PoolBox()
	{
		if (!object_)
			return;
		object_->~T();
		pool_->free(object_);
	}

	T &operator*() & __lifetimebound { return *object_; }
	const T &operator*() const & __lifetimebound { return *object_; }
	T &operator*() && = delete;
	T *operator->() __lifetimebound { return object_; }
	const T *operator->() const __lifetimebound { return object_; }
	T *get() & __lifetimebound { return object_; }
	const T *get() const & __lifetimebound { return object_; }
	T *get() && = delete;

private:
	friend class Mempool<T>;

	PoolBox(T *object, const detail::MempoolState *pool) : object_(object), pool_(pool) {}

	T *object_;
	const detail::MempoolState *pool_;
};

/// A guaranteed minimum of T objects, however little memory the machine has: a caller that waits
/// for one gets one.
///
/// Use it on the path that writes memory out (block drivers, file systems); elsewhere use
/// make_box() and handle ENOMEM. A task that waits while it holds objects of the same pool may wait
/// for itself: never hold more than one of them while waiting.
///
/// Destroy all boxes before their pool; if one is left, the kernel warns and the pool stays for
/// ever.
///
/// Invariants:
/// - `state_` counts every object in use.
///
/// Example:
///     auto pool = TRY(Mempool<u64>::create(2, GFP_KERNEL));
///     PoolBox<u64> sector = pool.take(8u);
///     test.expect_eq(*sector, 8u);
template <typename T>
class [[nodiscard]] Mempool {
	static_assert(detail::can_be_aligned<T, Kmalloc>());

public:
	/// Makes a pool that keeps `least` objects in reserve. Errors: ENOMEM, and EINVAL for zero,
	/// or for more than an int can hold. Context: process; may sleep, whatever `flags` are.
	static Result<Mempool> create(usize least, Gfp flags) __sleeps
	{
		return Mempool(
			TRY(detail::MempoolState::create(least, ::kxx_kmalloc_size(sizeof(T), alignof(T)), flags)));
	}

	/// Builds a T from `args`, in memory from the allocator, or else from the reserve, or else
	/// as soon as another object is returned. Never fails. Context: process; may sleep; starts
	/// no I/O.
	template <typename... Args>
	PoolBox<T> take(Args &&...args) const & __sleeps __lifetimebound
	{
		return build(state_->alloc(GFP_NOIO.bits()), std::forward<Args>(args)...);
	}
	/// Like take(), but does not wait. Errors: ENOMEM when the reserve is used up. Context: any
	/// but NMI.
	template <typename... Args>
	Result<PoolBox<T>> try_take(Args &&...args) const & __lifetimebound
	{
		void *memory = state_->alloc(GFP_NOWAIT.bits());

		if (!memory) [[unlikely]]
			return ENOMEM;
		return build(memory, std::forward<Args>(args)...);
	}
	template <typename... Args>
	PoolBox<T> take(Args &&...) && = delete;
	template <typename... Args>
	Result<PoolBox<T>> try_take(Args &&...) && = delete;

	Mempool(Mempool &&) noexcept = default;
	Mempool &operator=(Mempool &&other) noexcept
	{
		Mempool taken(std::move(other));

		state_.swap(taken.state_);
		return *this;
	}
	/// Frees the reserve, unless a box is left.
	///
	/// Context: process; may sleep.
	~Mempool() __sleeps
	{
		// An object that outlives its pool is still returned to it, so the pool must stay
		// then.
		if (state_.get() && !state_->may_end())
			std::move(state_).leak();
	}

private:
	explicit Mempool(Box<detail::MempoolState> state) : state_(std::move(state)) {}

	template <typename... Args>
	[[gnu::always_inline]] PoolBox<T> build(void *memory, Args &&...args) const
	{
		return PoolBox<T>(::new (memory) T(std::forward<Args>(args)...), state_.get());
	}

	Box<detail::MempoolState> state_;
};

} // namespace kernel
