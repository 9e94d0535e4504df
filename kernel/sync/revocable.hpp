// SPDX-License-Identifier: GPL-2.0 OR MIT
//! An object that can be taken away while others still hold on to its place.
//!
//! C: none; what drivers do with a flag, a lock and much care when a device is unplugged
#pragma once

#include <new>
#include <type_traits>
#include <utility>

#include <kernel/base/annotations.hpp>
#include <kernel/base/result.hpp>
#include <kernel/base/share.hpp>
#include <kernel/memory/init.hpp>
#include <kernel/sync/atomic.hpp>
#include <kernel/sync/rcu.hpp>
#include <kernel/sync/rcu_box.hpp>
#include <kernel/sync/srcu.hpp>

namespace kernel {

namespace detail {

/// Both kinds of Revocable; they differ in what readers may do and how they are waited for.
///
/// Invariants:
/// - while `available_`, a T lives in `object_`.
/// - who clears `available_` destroys it, when no section that may have found it is left.
template <typename T, typename Domain>
class RevocableBase {
	static_assert(shareable<T>,
		      "several tasks use a Revocable's object at once: T must be shareable");
	static_assert(sendable<T>, "another task may destroy the object: T must be sendable");

public:
	RevocableBase(const RevocableBase &) = delete;
	RevocableBase &operator=(const RevocableBase &) = delete;
	/// The object, for as long as this lives: revoke() waits for it. A local variable.
	class [[nodiscard]] Access : public TaskBound {
	public:
		Access(Access &&other) noexcept
			: domain_(other.domain_), section_(other.section_), object_(other.object_),
			  held_(std::exchange(other.held_, false))
		{
		}
		Access &operator=(Access &&) = delete;
		[[gnu::always_inline]] ~Access()
		{
			if (held_)
				domain_.leave(section_);
		}

		const T &operator*() const & __lifetimebound { return *object_; }
		const T &operator*() const && = delete;
		const T *operator->() const __lifetimebound { return object_; }

	private:
		friend RevocableBase;
		using Section = typename Domain::Section;

		/// INVARIANT: the section began before `object` was found available.
		Access(const Domain &domain, Section section, const T *object)
			: domain_(domain), section_(section), object_(object), held_(true)
		{
		}

		[[no_unique_address]] Domain domain_;
		[[no_unique_address]] Section section_;
		const T *object_;
		bool held_;
	};

	/// The object, unless it was revoked.
	///
	/// Errors: ENXIO: it was.
	/// Context: any but NMI. What may be done while the Access lives, the class says.
	[[gnu::always_inline]] Result<Access> access() const & __atomic __lifetimebound
	{
		const auto section = domain_.enter();

		if (!available_.load(relaxed)) [[unlikely]] {
			domain_.leave(section);
			return ENXIO;
		}
		return Access(domain_, section, &object_);
	}
	Result<Access> access() const && = delete;

	/// Whether it was revoked, now or before; if not, that may change at any moment.
	[[nodiscard]] bool revoked() const __atomic { return !available_.load(relaxed); }

	/// Nobody gets at the object from now on; waits for those who have it, and destroys it.
	/// Says whether this call did it; if another one did, it may still be at it.
	///
	/// Context: process; may sleep. Not while this task has an Access: it would wait for that.
	bool revoke() const __sleeps
	{
		if (!available_.exchange(false))
			return false;
		domain_.synchronize();
		object_.~T();
		return true;
	}
	/// revoke() without waiting.
	///
	/// Safety:
	/// - nobody has an Access, or is about to get one.
	bool revoke(unsafe_t) const
	{
		if (!available_.exchange(false))
			return false;
		object_.~T();
		return true;
	}

protected:
	struct Empty {};

	template <typename... Args>
	explicit RevocableBase(Domain domain, Args &&...args)
		: domain_(domain), available_(true), object_(std::forward<Args>(args)...)
	{
	}
	/// Without an object, until fill().
	RevocableBase(Domain domain, Empty empty)
		: domain_(domain), available_(false), nothing_(empty)
	{
	}
	~RevocableBase()
	{
		// Nobody else has it any more.
		if (available_.load(relaxed))
			object_.~T();
	}

	template <typename I>
	Result<> fill(I &&initialiser)
	{
		// SAFETY: room for a T, and none lives there yet.
		TRY(std::move(initialiser).construct(unsafe, &object_));
		available_.store(true, relaxed);
		return ok;
	}

	const Domain &domain() const { return domain_; }
	const T *object() const { return &object_; }

private:
	[[no_unique_address]] Domain domain_;
	Atomic<bool> available_;
	union {
		Empty nothing_;
		mutable T object_;
	};
};

} // namespace detail

/// A T that whoever owns the device takes away when it goes, while others still use it.
///
/// Every use asks first: access() yields the object for a moment, in which nothing may sleep, or
/// ENXIO. revoke() waits for such moments and destroys the object; from then on there is none. For
/// uses that sleep, SleepableRevocable.
///
/// All operations are const: any number of tasks may use it, and revoke it.
///
/// Example:
///     Revocable<u32> registers(7u);
///     {
///             auto access = TRY(registers.access());
///             test.expect_eq(*access, 7u);
///     }
///     test.expect(registers.revoke());
///     test.expect(registers.access().error() == ENXIO);
///
/// Example:
///     Revocable<u32> registers(7u);
///     rcu::ReadGuard reading;
///     if (const u32 *value = registers.get(reading))
///             test.expect_eq(*value, 7u);
template <typename T>
class Revocable : public detail::RevocableBase<T, detail::RcuDomain> {
	using Base = detail::RevocableBase<T, detail::RcuDomain>;

	template <typename I>
	struct Initialiser {
		I object;

		Result<> construct(unsafe_t, Revocable *place) &&
		{
			auto *made =
				::new (static_cast<void *>(place)) Revocable(typename Base::Empty{});
			Result<> done = made->fill(std::move(object));

			if (done.is_error())
				made->~Revocable();
			return done;
		}
	};

public:
	/// With an object made from `args`.
	template <typename... Args>
		requires std::is_constructible_v<T, Args...>
	explicit Revocable(Args &&...args) : Base({}, std::forward<Args>(args)...)
	{
	}
	/// An initialiser of a Revocable, from one of its object.
	///
	/// Errors: those of `object`.
	template <initializer_of<T> I>
	static auto create(I object)
	{
		return Initialiser<I>{ std::move(object) };
	}

	/// The object within a section that there is already, or null when it was revoked.
	///
	/// Context: any.
	[[gnu::always_inline]] const T *
	get(const rcu::ReadGuard &reading __lifetimebound) const & __atomic
	{
		static_cast<void>(reading);
		return this->revoked() ? nullptr : this->object();
	}
	const T *get(const rcu::ReadGuard &&) const = delete;

private:
	explicit Revocable(typename Base::Empty empty) : Base({}, empty) {}
};

/// A Revocable whose object may be used while sleeping. It needs a domain, which outlives it.
///
/// Example:
///     using Domain = Srcu<"example.revocable">;
///     Slot<Domain> domain;
///     const Domain &users = *TRY(domain.emplace(Domain::create()));
///     SleepableRevocable<u32, "example.revocable"> registers(users, 7u);
///     {
///             auto access = TRY(registers.access()); // within, the task may sleep
///             test.expect_eq(*access, 7u);
///     }
///     test.expect(registers.revoke());
///     test.expect(registers.revoked());
template <typename T, Literal name>
class SleepableRevocable : public detail::RevocableBase<T, detail::SrcuDomain<name>> {
	using Domain = detail::SrcuDomain<name>;

public:
	/// With an object made from `args`.
	template <typename... Args>
		requires std::is_constructible_v<T, Args...>
	explicit SleepableRevocable(const Srcu<name> &domain __lifetimebound, Args &&...args)
		: detail::RevocableBase<T, Domain>(Domain{ &domain }, std::forward<Args>(args)...)
	{
	}
};

} // namespace kernel
