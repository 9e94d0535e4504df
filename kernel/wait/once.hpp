// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Things that happen at most once: a value is set, a function is called, a caller is the first.
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

/// A T that is set at most once and then read without a lock.
///
/// Use it for values that become known late and then stay the same: an address, a version, an
/// owner. If the value may change later, use a lock or RCU. A static is initialised at compile
/// time.
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
///     const u32 *known = version.get();
///     test.expect(known && *known == 3);
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

	/// Builds the value from `args`, unless another caller did so or is doing so; returns
	/// whether it built the value. After false, get() may return null for a moment.
	template <typename... Args>
	bool populate(Args &&...args) const __atomic
	{
		if (!state_.cmpxchg(State::Empty, State::Filling, relaxed).done)
			return false;
		// INVARIANT: only one task gets here, once.
		::new (static_cast<void *>(&value_)) T(std::forward<Args>(args)...);
		state_.store(State::Full, release);
		return true;
	}

	/// The value, or null if it was not set yet.
	[[gnu::always_inline]] __may_be_null const T *get() const & __atomic __lifetimebound
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

/// Calls a function until it succeeds once; callers that come while it runs wait for it.
///
/// Use it to set something up when it is first needed. After a failure, the next caller tries
/// again. To do something without waiting for it, use FirstTime. A static is initialised at compile
/// time.
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

	/// Whether a call succeeded; if so, everything that it did is visible.
	[[gnu::always_inline]] bool done() const __atomic { return load_acquire(word_) & (1ul << succeeded); }

	/// Calls `function`, unless it succeeded before; returns its error. `function` must not use
	/// the same Once: it would wait for itself.
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

	/// Takes the lock; returns false, without the lock, if another caller has succeeded.
	bool begin() const __sleeps;
	void end(bool success) const;

	mutable usize word_ = 0;
};

/// Returns true to the first caller, and false to all others.
///
/// Use it for messages and actions that must not repeat. Nobody waits: when other callers get
/// false, the first one may not have begun its action. A static is initialised at compile time.
///
/// Context: any.
///
/// Example:
///     static constinit FirstTime said;
///     test.expect(said.claim());
///     test.expect(!said.claim());
class FirstTime {
public:
	/// Returns true once.
	[[nodiscard, gnu::always_inline]] bool claim() const __atomic
	{
		return !claimed_.load(relaxed) && !claimed_.exchange(true, relaxed);
	}

private:
	Atomic<bool> claimed_;
};

} // namespace kernel
