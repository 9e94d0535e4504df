// SPDX-License-Identifier: GPL-2.0 OR MIT
//! A lock for each CPU, over that CPU's data.
//!
//! C: include/linux/local_lock.h
#pragma once

#include <new>
#include <type_traits>
#include <utility>

#include <helpers/local_lock.hpp>
#include <helpers/percpu.hpp>
#include <linux/local_lock_internal.hpp>

#include <kernel/annotations.hpp>
#include <kernel/gfp.hpp>
#include <kernel/literal.hpp>
#include <kernel/percpu.hpp>
#include <kernel/result.hpp>
#include <kernel/share.hpp>
#include <kernel/sync/lock.hpp>
#include <kernel/sync/lockdep.hpp>

namespace kernel {

/// Protects each CPU's data against whatever else runs on that CPU.
///
/// Elsewhere it is what turning preemption or interrupts off is, with a name that lockdep knows; on a
/// real-time kernel it is a real lock, and the section stays preemptible. Use PerCpu for numbers that are
/// only added up. What an interrupt handler uses as well is locked with lock_irqsave().
///
/// Invariants:
/// - `cookie_` is memory from the per-CPU allocator with a Place for each possible CPU, or null after a move.
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
	struct Place {
		template <typename... Args>
		explicit Place(const Args &...args) : data(args...)
		{
		}
		::local_lock_t lock;
		T data;
	};
	using Class = LockClass<name, LocalLock>;
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
		static void unlock(::local_lock_t *lock, State flags)
		{
			::kxx_local_unlock_irqrestore(lock, flags);
		}
	};
	static_assert(sendable<T>, "LocalLock<T>: T is not sendable: whatever task runs on the CPU uses it");

public:
	/// The key to this CPU's data; unlocks when it goes. Nothing may sleep meanwhile.
	template <typename Mode>
	class [[nodiscard]] LocalGuard : Pinned, TaskBound {
	public:
		[[gnu::always_inline]] ~LocalGuard() { Mode::unlock(&place_->lock, state_); }

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

	/// A lock and a T for each CPU, every T built from `args`. Errors: ENOMEM.
	template <typename... Args>
		requires std::is_constructible_v<T, const Args &...>
	static Result<LocalLock> create(Gfp flags, const Args &...args)
	{
		auto *cookie =
			static_cast<Place *>(::kxx_alloc_percpu(sizeof(Place), alignof(Place), flags.bits()));

		if (!cookie) [[unlikely]]
			return ENOMEM;
		detail::for_each_place(cookie, [&](unsigned, void *memory) {
			auto *place = ::new (memory) Place(args...);
			::kxx_local_lock_init(&place->lock, Class::name, &Class::key);
		});
		return LocalLock(cookie);
	}
	LocalLock(LocalLock &&other) noexcept : cookie_(std::exchange(other.cookie_, nullptr)) {}
	LocalLock &operator=(LocalLock &&) = delete;
	~LocalLock()
	{
		if (!cookie_)
			return;
		if constexpr (!std::is_trivially_destructible_v<T>)
			detail::for_each_place(cookie_,
					       [](unsigned, void *place) { static_cast<Place *>(place)->~Place(); });
		::kxx_free_percpu(cookie_);
	}

	/// Locks this CPU's data against other tasks. Context: process.
	[[gnu::always_inline]] LocalGuard<Task> lock() const & __lifetimebound
	{
		return LocalGuard<Task>(cookie_);
	}
	void lock() const && = delete;
	/// Against interrupt handlers, too. Context: any but NMI.
	[[gnu::always_inline]] LocalGuard<IrqSave> lock_irqsave() const & __lifetimebound
	{
		return LocalGuard<IrqSave>(cookie_);
	}

	/// Calls `f(T &)` for each CPU's data, while nobody else has it: before it is shared, or after.
	template <typename F>
	void for_each(F f)
	{
		detail::for_each_place(cookie_,
				       [&](unsigned, void *place) { f(static_cast<Place *>(place)->data); });
	}

private:
	explicit LocalLock(Place *cookie) : cookie_(cookie) {}

	Place *cookie_;
};

template <typename T, Literal name>
struct Sharing<LocalLock<T, name>> {
	static constexpr bool sendable = kernel::sendable<T>;
	static constexpr bool shareable = sendable;
};

} // namespace kernel
