// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Runs code when a scope ends, however it ends.
//!
//! C: include/linux/cleanup.h, and `goto undo`
#pragma once

#include <type_traits>
#include <utility>

#include <kernel/base/annotations.hpp>
#include <kernel/base/share.hpp>

namespace kernel {

/// Calls a function in its destructor, unless it was dismissed, to undo a step when a later one
/// fails.
///
/// Use it for a single place. If something must always be undone, write a class with a destructor;
/// if code must always run, use Defer.
///
/// Example:
///     u32 registered = 0;
///     {
///             registered = 1;
///             ScopeGuard undo([&] { registered = 0; });
///             // ... where a TRY may return ...
///             undo.dismiss();
///     }
///     test.expect_eq(registered, 1u);
template <typename Function>
class [[nodiscard]] ScopeGuard : TaskBound {
	static_assert(std::is_invocable_r_v<void, Function &> && std::is_void_v<std::invoke_result_t<Function &>>,
		      "ScopeGuard: the function takes nothing and returns nothing: nobody would look at its result");

public:
	/// Arranges the call of the function.
	[[nodiscard]] explicit ScopeGuard(Function function) : function_(std::move(function)) {}
	/// Takes over the call from `other`, which then makes none.
	ScopeGuard(ScopeGuard &&other) noexcept
		: function_(std::move(other.function_)), armed_(std::exchange(other.armed_, false))
	{
	}
	ScopeGuard &operator=(ScopeGuard &&) = delete;
	[[gnu::always_inline]] ~ScopeGuard()
	{
		if (armed_)
			function_();
	}

	/// Cancels the call, since everything succeeded.
	void dismiss() { armed_ = false; }

private:
	Function function_;
	bool armed_ = true;
};

/// Always calls a function in its destructor.
///
/// Example:
///     u32 steps = 0;
///     {
///             Defer last([&] { steps *= 2; });
///             steps = 4;
///     }
///     test.expect_eq(steps, 8u);
template <typename Function>
class [[nodiscard]] Defer : TaskBound {
	static_assert(std::is_invocable_r_v<void, Function &> && std::is_void_v<std::invoke_result_t<Function &>>,
		      "Defer: the function takes nothing and returns nothing: nobody would look at its result");

public:
	/// Arranges the call of the function.
	[[nodiscard]] explicit Defer(Function function) : function_(std::move(function)) {}
	Defer(const Defer &) = delete;
	Defer &operator=(const Defer &) = delete;
	[[gnu::always_inline]] ~Defer() { function_(); }

private:
	Function function_;
};

} // namespace kernel
