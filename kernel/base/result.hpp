// SPDX-License-Identifier: GPL-2.0 OR MIT
//! A value, or the error that explains why there is none.
//!
//! C: the habit of returning a negative errno
#pragma once

#include <concepts>
#include <new>
#include <type_traits>
#include <utility>

#include <kernel/base/annotations.hpp>
#include <kernel/base/error.hpp>

namespace kernel {

/// Tag of success without a value: `return ok;`.
struct Ok {};
inline constexpr Ok ok{};

template <typename T = void>
class Result;

namespace detail {

// Called only at compile time; the name is the message that the compiler shows.
void error_the_constant_does_not_fit_the_result();

template <typename T>
concept fallible = requires(const T &result) { result.is_error() && result.error() == result.error(); };

/// The question that TRY asks. Only TryTake reports an argument that is not a Result.
template <typename T>
[[gnu::always_inline]] constexpr bool try_failed(const T &result)
{
	if constexpr (fallible<T>)
		return result.is_error();
	return false;
}
template <typename T>
[[gnu::always_inline]] constexpr Error try_error(const T &result)
{
	if constexpr (fallible<T>)
		return result.error();
	return EINVAL;
}

/// The value that TRY yields. The type of the first argument, a null pointer to a function that
/// returns TRY's argument, tells whether that is a temporary.
struct TryTake {
	template <fallible T>
	[[gnu::always_inline]] constexpr decltype(auto) operator()(T && (*)(), T &result) const
	{
		// SAFETY: it is no error, as TRY has just asked.
		return std::move(result).take(unsafe); // kxx-allow: unbound-return a pointer in it is handed on
	}
	template <fallible T>
	__refused("TRY takes the value out: write TRY(std::move(result))") constexpr decltype(auto) operator()(
		T &(*)(), T &result) const
	{
		// SAFETY: this never runs, since it does not compile.
		return std::move(result).take(unsafe);
	}
	template <typename Given, typename T>
		requires(!fallible<T>)
	__refused("TRY takes a Result: of what C returned write TRY(Result<>::from_c(…))") constexpr T operator()(
		Given (*)(), T &other) const
	{
		return std::move(other);
	}
};
inline constexpr TryTake try_take{};

template <typename From, typename To>
inline constexpr bool keeps_every_value =
	!std::is_arithmetic_v<To> || std::is_same_v<From, To> ||
	(std::is_integral_v<From> && std::is_integral_v<To> && !std::is_same_v<From, bool> &&
	 !std::is_same_v<To, bool> &&
	 (std::is_signed_v<From> == std::is_signed_v<To> ? sizeof(From) <= sizeof(To)
							 : std::is_signed_v<To> && sizeof(From) < sizeof(To)));

} // namespace detail

/// Success, or an Error, for functions that can fail and return nothing else.
///
/// It must not be ignored: pass it on with TRY, or check it.
///
/// Example:
///     auto even = [](u32 n) -> Result<> {
///             if (n % 2)
///                     return EINVAL;
///             return ok;
///     };
///     TRY(even(2));
///     test.expect_error(even(3), EINVAL);
template <>
class [[nodiscard("write TRY(…) around the call, or .ignore() after it")]] Result<void> {
public:
	using Value = void;

	constexpr Result(Ok) : code_(0) {}
	constexpr Result(Error error) : code_(error.to_c()) {}
	constexpr Result(const Result &) = default;
	/// Deleted: an error that nobody has looked at would be lost.
	Result &operator=(const Result &) = delete;

	/// Converts a C return value: zero (or more) is success, a negative value is an errno.
	static constexpr Result from_c(long returned)
	{
		if (returned < 0)
			return Error::from_c(returned);
		return ok;
	}
	/// The value that C expects: zero or a negative errno.
	constexpr int to_c() const { return code_; }

	constexpr bool is_ok() const { return code_ == 0; }
	constexpr bool is_error() const { return code_ != 0; }
	/// Whether it succeeded.
	explicit constexpr operator bool() const { return is_ok(); }

	/// The error. It is safe to call at any time: success yields EINVAL.
	constexpr Error error() const { return Error::from_c(code_); }

	/// Says explicitly that failure is acceptable here.
	constexpr void ignore() const {}

	/// For TRY: the (absent) value.
	///
	/// Safety:
	/// - This is no error.
	constexpr void take(unsafe_t) && {}

private:
	int code_;
};

/// A T, or an Error, for functions that can fail.
///
/// It must not be ignored. Get the value with TRY, value_or(), or `if (auto *v = result.get())`; no
/// access traps.
///
/// Example:
///     auto half = [](u32 n) -> Result<u32> {
///             if (n % 2)
///                     return EINVAL;
///             return n / 2;
///     };
///     auto quarter = [&](u32 n) -> Result<u32> { return half(TRY(half(n))); };
///     test.expect_eq(TRY(quarter(8)), 2);
///     test.expect_error(quarter(6), EINVAL);
template <typename T>
class [[nodiscard("write TRY(…) around the call, or .ignore() after it")]] Result {
	static_assert(!std::is_reference_v<T>, "Result holds values: return a pointer or a view");

public:
	/// The type of the value.
	using Value = T;

	/// Converts from the value. A number converts only if every value of U fits: C return
	/// values are converted explicitly (Result<>::from_c), not by accident.
	template <typename U = T>
		requires(std::is_convertible_v<U &&, T> && !std::is_same_v<std::remove_cvref_t<U>, Result> &&
			 !std::is_same_v<std::remove_cvref_t<U>, Error> &&
			 detail::keeps_every_value<std::remove_cvref_t<U>, T>)
	[[gnu::always_inline]] constexpr Result(U &&value) : value_(std::forward<U>(value)), code_(0)
	{
	}
	/// Converts from a constant of another integer type: `return 0;` in a Result<u32>.
	template <std::integral U>
		requires(std::is_integral_v<T> && !std::is_same_v<T, bool> && !std::is_same_v<U, bool> &&
			 !detail::keeps_every_value<U, T>)
	consteval Result(U value) : value_(static_cast<T>(value)), code_(0)
	{
		if (static_cast<U>(value_) != value || (value < 0) != (value_ < 0))
			detail::error_the_constant_does_not_fit_the_result();
	}
	/// Fails with this error.
	constexpr Result(Error error) : none_{}, code_(error.to_c()) {}

	/// Builds the value in place.
	template <typename... Args>
	constexpr Result(std::in_place_t, Args &&...args) : value_(std::forward<Args>(args)...), code_(0)
	{
	}

	/// Takes over the value or the error.
	[[gnu::always_inline]] constexpr Result(Result &&other) noexcept(std::is_nothrow_move_constructible_v<T>)
		: none_{}, code_(other.code_)
	{
		if (code_ == 0)
			::new (static_cast<void *>(&value_)) T(std::move(other.value_));
	}
	/// Deleted: an error that nobody has looked at would be lost.
	Result &operator=(Result &&) = delete;
	[[gnu::always_inline]] constexpr ~Result()
		requires(!std::is_trivially_destructible_v<T>)
	{
		if (code_ == 0)
			value_.~T();
	}
	constexpr ~Result() = default;

	/// Converts a C return value: a value that is not negative, or a negative errno.
	template <std::signed_integral From>
		requires(std::is_integral_v<T> && !std::is_same_v<T, bool> && sizeof(T) >= sizeof(From))
	static constexpr Result from_c(From returned)
	{
		if (returned < 0) [[unlikely]]
			return Error::from_c(returned);
		return { std::in_place, static_cast<T>(returned) };
	}

	constexpr bool is_ok() const { return code_ == 0; }
	constexpr bool is_error() const { return code_ != 0; }
	/// Whether it succeeded.
	explicit constexpr operator bool() const
		requires(!std::is_same_v<T, bool>) // it would be taken as the value
	{
		return is_ok();
	}

	/// The error. It is safe to call at any time: success yields EINVAL.
	constexpr Error error() const { return Error::from_c(code_); }
	/// Zero or a negative errno; the value is dropped.
	constexpr int to_c() const { return static_cast<int>(code_); }

	/// The value, or null if there is none.
	__may_be_null constexpr T *get() & __lifetimebound { return code_ == 0 ? &value_ : nullptr; }
	__may_be_null constexpr const T *get() const & __lifetimebound { return code_ == 0 ? &value_ : nullptr; }
	T *get() && = delete;

	/// The value, or `other` if there is none.
	template <typename U>
	constexpr T value_or(U &&other) &&
	{
		if (code_ == 0)
			return std::move(value_);
		return std::forward<U>(other);
	}

	/// Refused: there may be no value.
	__refused("there may be no value: write TRY(…) around the call, then use what that yields") constexpr T *
	operator->()
	{
		return &value_;
	}
	/// Refused: there may be no value.
	__refused("there may be no value: write TRY(…) around the call") constexpr T &operator*() { return value_; }

	/// Says explicitly that failure is acceptable here; the value is dropped.
	constexpr void ignore() const {}

	/// For TRY, which has checked is_error() before. Elsewhere use:
	/// `if (auto *v = result.get())`.
	///
	/// Safety:
	/// - is_ok() holds.
	[[gnu::always_inline]] constexpr T take(unsafe_t) && { return std::move(value_); }

	/// The value itself.
	///
	/// Safety:
	/// - is_ok() holds.
	constexpr T &value(unsafe_t) & __lifetimebound { return value_; }

private:
	union {
		struct {
		} none_;
		T value_;
	};
	/// As wide as the value if that is a pointer: GCC 12 does not split up an object with
	/// padding at its end, and -ftrivial-auto-var-init would zero the object.
	std::conditional_t<sizeof(T) == sizeof(long), long, int> code_;
};

} // namespace kernel

// From here on, the compiler shows an error in a macro's expansion on the line that uses the macro.
#pragma GCC system_header

/// Yields the value of a Result; if it is an error, returns that error from the enclosing function.
///
/// Arguments of functions and constructors, and operands, may be TRYs. The build refuses a TRY inside
/// braces after another element, or after another capture of a lambda: if it returns there, GCC 12
/// forgets to destroy what has been built so far. Name the value first. doc/design/early_return.md
/// lists every case.
#define TRY(...)                                                        \
	__extension__({                                                 \
		auto &&kxx_try = (__VA_ARGS__);                         \
		constexpr decltype(kxx_try) (*kxx_given)() = nullptr;   \
		if (::kernel::detail::try_failed(kxx_try)) [[unlikely]] \
			return ::kernel::detail::try_error(kxx_try);    \
		::kernel::detail::try_take(kxx_given, kxx_try);         \
	})
