// SPDX-License-Identifier: GPL-2.0 OR MIT
//! An object that can be revoked while others still hold a reference to its place.
//!
//! C: none; drivers use a flag, a lock and much care when a device is unplugged
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

/// The base of both kinds of Revocable, which differ in what readers may do and in how revoke()
/// waits for them.
///
/// Invariants:
/// - while `available_`, a T lives in `object_`.
/// - whoever clears `available_` destroys the object, once no section that may have found it is
///   left.
template <typename T, typename Domain>
class RevocableBase {
	static_assert(shareable<T>, "several tasks use a Revocable's object at once: T must be shareable");
	static_assert(sendable<T>, "another task may destroy the object: T must be sendable");

public:
	RevocableBase(const RevocableBase &) = delete;
	RevocableBase &operator=(const RevocableBase &) = delete;
	/// Access to the object for as long as this lives, since revoke() waits for it. Use it as a
	/// local variable.
	class [[nodiscard]] Access : public TaskBound {
	public:
		Access(Access &&other) noexcept
			: domain_(other.domain_), section_(other.section_), object_(other.object_),
			  held_(std::exchange(other.held_, false))
		{
		}
		Access &operator=(Access &&) = delete;
		[[gnu::always_inline]] ~Access() __atomic
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
	/// Errors: ENXIO: it was revoked.
	/// Context: any but NMI. The class says what is allowed while the Access lives.
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

	/// Whether the object has been revoked; if not, that may change at any moment.
	[[nodiscard]] bool revoked() const __atomic { return !available_.load(relaxed); }

	/// Revokes the object: no new access starts; then waits for running accesses and destroys
	/// the object. Returns false if another call revoked it first; that call may still be
	/// waiting.
	///
	/// Context: process; may sleep. Not while this task has an Access: it would wait for
	/// itself.
	bool revoke() const __sleeps __waits_for_guards
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
	/// - nobody has an Access or is about to get one.
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
	/// Starts without an object, until fill().
	RevocableBase(Domain domain, Empty empty) : domain_(domain), available_(false), nothing_(empty) {}
	~RevocableBase()
	{
		// Nobody else uses it any more.
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

	const Domain &domain() const __lifetimebound { return domain_; }
	const T *object() const __lifetimebound { return &object_; }

private:
	[[no_unique_address]] Domain domain_;
	Atomic<bool> available_;
	union {
		Empty nothing_;
		mutable T object_;
	};
};

} // namespace detail

/// A T that the owner of a device revokes when the device goes away, while others may still use it.
///
/// Every use calls access() first, which gives the object for a short section, in which nothing may
/// sleep, or fails with ENXIO. revoke() waits for such sections and destroys the object; from then
/// on there is none. For uses that sleep, take SleepableRevocable.
///
/// access() must not be called in an NMI, and revoke() may sleep: do not call it while the same
/// task has an access, since it would wait for itself. revoke() returns false if another call
/// revoked the object first; that call may still be waiting. revoked() says whether the object has
/// been revoked.
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

		/// Safety:
		/// - There is room for a Revocable at `place`, and nothing lives there.
		Result<> construct(unsafe_t, Revocable *place) &&
		{
			auto *made = ::new (static_cast<void *>(place)) Revocable(typename Base::Empty{});
			Result<> done = made->fill(std::move(object));

			if (done.is_error())
				made->~Revocable();
			return done;
		}
	};

public:
	/// Starts with an object made from `args`.
	template <typename... Args>
		requires std::is_constructible_v<T, Args...>
	explicit Revocable(Args &&...args) : Base({}, std::forward<Args>(args)...)
	{
	}
	/// Makes an initialiser of a Revocable from one of its object.
	///
	/// Errors: those of `object`.
	template <initializer_of<T> I>
	static auto create(I object)
	{
		return Initialiser<I>{ std::move(object) };
	}

	/// The object inside an existing section, or null if it was revoked.
	///
	/// Context: any.
	[[gnu::always_inline]] __may_be_null const T *get(const rcu::ReadGuard &reading
								  __lifetimebound) const & __atomic __lifetimebound
	{
		static_cast<void>(reading);
		return this->revoked() ? nullptr : this->object();
	}
	const T *get(const rcu::ReadGuard &&) const = delete;

private:
	explicit Revocable(typename Base::Empty empty) : Base({}, empty) {}
};

/// A Revocable whose users may sleep. It needs a domain, which must outlive it.
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
	/// Starts with an object made from `args`.
	template <typename... Args>
		requires std::is_constructible_v<T, Args...>
	explicit SleepableRevocable(const Srcu<name> &domain __lifetimebound, Args &&...args)
		: detail::RevocableBase<T, Domain>(Domain{ &domain }, std::forward<Args>(args)...)
	{
	}
};

} // namespace kernel
