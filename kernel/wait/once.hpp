// SPDX-License-Identifier: GPL-2.0 OR MIT
//! What happens at most once: a value that is set, a function that is called, a first time.
//!
//! C: include/linux/once.h, include/linux/once_lite.h
#pragma once

#include <new>
#include <type_traits>
#include <utility>

#include <kernel/base/annotations.hpp>
#include <kernel/base/result.hpp>
#include <kernel/base/types.hpp>
#include <kernel/sync/atomic.hpp>

namespace kernel {

/// A T that is set at most once and read without a lock from then on.
///
/// For what becomes known late, and then stays: an address, a version, an owner. Where it may be
/// set to something else later, use a lock or RCU. A static needs no code to come to be.
///
/// Context: any.
///
/// Invariants:
/// - `state_` only grows: Empty, Filling (by one task), Full; when Full, `value_` is a T.
///
/// Example:
///     SetOnce<u32> version;
///     test.expect(version.get() == nullptr);
///     test.expect(version.populate(3u));
///     test.expect(!version.populate(4u));
///     test.expect_eq(*version.get(), 3u);
template <typename T>
class __owner(T) SetOnce {
	enum class State : u32 { Empty, Filling, Full };

public:
	constexpr SetOnce() : none_{} {}
	SetOnce(const SetOnce &) = delete;
	SetOnce &operator=(const SetOnce &) = delete;
	constexpr ~SetOnce() = default;
	constexpr ~SetOnce()
		requires(!std::is_trivially_destructible_v<T>)
	{
		if (state_.load(relaxed) == State::Full)
			value_.~T();
	}

	/// Builds the value from `args`, unless somebody did or is about to; says whether it was built.
	/// After false, get() may still be null for a moment.
	template <typename... Args>
	bool populate(Args &&...args) const __atomic
	{
		if (!state_.cmpxchg(State::Empty, State::Filling, relaxed).done)
			return false;
		// INVARIANT: one task gets here, once.
		::new (static_cast<void *>(&value_)) T(std::forward<Args>(args)...);
		state_.store(State::Full, release);
		return true;
	}

	/// The value, or null when it was not set yet.
	[[gnu::always_inline]] const T *get() const & __atomic __lifetimebound
	{
		return state_.load(acquire) == State::Full ? &value_ : nullptr;
	}
	const T *get() && = delete;

private:
	Atomic<State> state_;
	union {
		struct {
		} none_;
		mutable T value_;
	};
};

/// A function that succeeds at most once; others who call meanwhile wait for it.
///
/// For what is set up when it is first needed. What fails is tried again by the next caller. To do
/// something without waiting for it, use FirstTime. A static needs no code to come to be.
///
/// Invariants:
/// - bit `running` of `word_` is a lock; bit `succeeded` is set under it, and never cleared.
///
/// Example:
///     static constinit Once once;
///     u32 calls = 0;
///     for (u32 i = 0; i < 3; i++)
///             TRY(once.call([&]() -> Result<> {
///                     calls++;
///                     return ok;
///             }));
///     test.expect_eq(calls, 1u);
class Once {
public:
	constexpr Once() = default;
	Once(const Once &) = delete;
	Once &operator=(const Once &) = delete;

	/// Whether a call succeeded; what it did is visible then.
	[[gnu::always_inline]] bool done() const __atomic
	{
		return load_acquire(word_) & (1ul << succeeded);
	}

	/// Calls `function`, unless it succeeded before; returns its error. It must not call the same
	/// Once again: it would wait for itself.
	///
	/// Context: process; may sleep, and not be interrupted.
	template <typename Function>
	Result<> call(Function function) const __sleeps
	{
		static_assert(std::is_same_v<std::invoke_result_t<Function &>, Result<>>,
			      "Once: the function returns a Result<>: `[&]() -> Result<> { ... }`");
		if (done()) [[likely]]
			return ok;
		if (!begin())
			return ok;
		Result<> result = function();
		end(result.is_ok());
		return result;
	}

private:
	static constexpr int running = 0, succeeded = 1;

	/// Takes the lock; false, and no lock, when somebody succeeded meanwhile.
	bool begin() const __sleeps;
	void end(bool success) const;

	mutable usize word_ = 0;
};

/// Says yes to the first who asks, and no to all others.
///
/// For messages and measures that must not repeat. Nobody waits: when others are told no, the first
/// may not have begun. A static needs no code to come to be.
///
/// Context: any.
///
/// Example:
///     static constinit FirstTime said;
///     test.expect(said.claim());
///     test.expect(!said.claim());
class FirstTime {
public:
	/// True once.
	[[nodiscard, gnu::always_inline]] bool claim() const __atomic
	{
		return !claimed_.load(relaxed) && !claimed_.exchange(true, relaxed);
	}

private:
	Atomic<bool> claimed_;
};

} // namespace kernel
