// SPDX-License-Identifier: GPL-2.0 OR MIT
//! A lock for each CPU that protects that CPU's data.
//!
//! C: include/linux/local_lock.h
#pragma once

#include <type_traits>
#include <utility>

#include <helpers/local_lock.hpp>
#include <helpers/percpu.hpp>
#include <linux/local_lock_internal.hpp>

#include <kernel/base/annotations.hpp>
#include <kernel/base/literal.hpp>
#include <kernel/base/result.hpp>
#include <kernel/base/share.hpp>
#include <kernel/memory/gfp.hpp>
#include <kernel/memory/percpu.hpp>
#include <kernel/sync/lock.hpp>
#include <kernel/sync/lockdep.hpp>

namespace kernel {

/// Protects each CPU's data against other code on that CPU.
///
/// On most kernels it turns preemption or interrupts off, under a name that lockdep knows; on a
/// real-time kernel it is a real lock, and the section stays preemptible. Use PerCpu for numbers
/// that are only added up. Lock data that an interrupt handler also uses with lock_irqsave().
///
/// Example:
///     struct Cache {
///             u32 hits = 0;
///     };
///     auto caches = TRY((LocalLock<Cache, "example.cache">::create(GFP_KERNEL)));
///     {
///             auto cache = caches.lock();
///             cache->hits++;
///     }
///     u32 hits = 0;
///     caches.for_each([&](const Cache &cache) { hits += cache.hits; });
///     test.expect_eq(hits, 1u);
template <typename T, Literal name>
class [[nodiscard]] __owner(T) LocalLock {
	using Class = LockClass<name, LocalLock>;
	struct Place {
		template <typename... Args>
		explicit Place(const Args &...args) : data(args...)
		{
			::kxx_local_lock_init(&lock, Class::name, &Class::key);
		}
		::local_lock_t lock;
		T data;
	};
	struct Task {
		struct State {};
		static State lock(::local_lock_t *lock)
		{
			::kxx_local_lock(lock);
			return {};
		}
		static void unlock(::local_lock_t *lock, State) { ::kxx_local_unlock(lock); }
	};
	struct IrqSave {
		using State = unsigned long;
		static State lock(::local_lock_t *lock) { return ::kxx_local_lock_irqsave(lock); }
		static void unlock(::local_lock_t *lock, State flags) { ::kxx_local_unlock_irqrestore(lock, flags); }
	};
	static_assert(sendable<T>, "LocalLock<T>: T is not sendable: whatever task runs on the CPU uses it");

public:
	/// The key to this CPU's data; its destructor unlocks. Nothing may sleep while it lives.
	template <typename Mode>
	class [[nodiscard]] __atomic_region LocalGuard : Pinned, TaskBound {
	public:
		[[gnu::always_inline]] ~LocalGuard() __atomic { Mode::unlock(&place_->lock, state_); }

		T &operator*() & __lifetimebound { return *data_; }
		T &operator*() && = delete;
		T *operator->() __lifetimebound { return data_; }

	private:
		friend LocalLock;

		[[gnu::always_inline]] explicit LocalGuard(Place *place)
			: place_(place), state_(Mode::lock(&place->lock)),
			  data_(&static_cast<Place *>(::kxx_this_cpu_ptr(place))->data)
		{
		}

		Place *place_;
		[[no_unique_address]] typename Mode::State state_;
		T *data_;
	};

	/// Makes a lock and a T for each CPU, every T built from `args`. Errors: ENOMEM.
	template <typename... Args>
		requires std::is_constructible_v<T, const Args &...>
	static Result<LocalLock> create(Gfp flags, const Args &...args)
	{
		return LocalLock(TRY(PerCpu<Place>::create(flags, args...)));
	}
	LocalLock(LocalLock &&) = default;
	LocalLock &operator=(LocalLock &&) = delete;

	/// Locks this CPU's data against other tasks. Context: process.
	[[gnu::always_inline]] LocalGuard<Task> lock() const & __atomic __lifetimebound
	{
		return LocalGuard<Task>(places_.as_raw());
	}
	void lock() const && = delete;
	/// Locks this CPU's data also against interrupt handlers. Context: any but NMI.
	[[gnu::always_inline]] LocalGuard<IrqSave> lock_irqsave() const & __atomic __lifetimebound
	{
		return LocalGuard<IrqSave>(places_.as_raw());
	}

	/// Calls `f(T &)` for each CPU's data, while nobody else uses it: before it is shared, or
	/// after.
	template <typename F>
	void for_each(F f) __preserves_loans
	{
		places_.for_each([&](Place &place) { f(place.data); });
	}

private:
	explicit LocalLock(PerCpu<Place> places) : places_(std::move(places)) {}

	PerCpu<Place> places_;
};

template <typename T, Literal name>
struct Sharing<LocalLock<T, name>> : SharedInTurns<T> {};

} // namespace kernel
