// SPDX-License-Identifier: GPL-2.0 OR MIT
//! A value of one of several types, which knows its current type.
//!
//! C: a union beside an enumeration that says what it contains
#pragma once

#include <new>
#include <tuple>
#include <type_traits>
#include <utility>

#include <kernel/base/annotations.hpp>
#include <kernel/base/types.hpp>

namespace kernel {

namespace detail {

/// The index of T among Ts, or their number if T is not one of them.
template <typename T, typename... Ts>
consteval usize place_among()
{
	usize at = 0;

	(void)((std::is_same_v<T, Ts> || (at++, false)) || ...);
	return at;
}

constexpr usize largest_of(usize most, auto... sizes)
{
	((most = sizes > most ? sizes : most), ...);
	return most;
}

/// Combines several functions into one.
template <typename... Fs>
struct Overloads : Fs... {
	using Fs::operator()...;
};
template <typename... Fs>
Overloads(Fs...) -> Overloads<Fs...>;

} // namespace detail

/// A T1, or a T2, …; wrap two equal types into different structs to distinguish them.
///
/// For a value or an error, use a Result. For classes that share a base with virtual functions, use
/// a Box of the base. It is never empty: a value that was moved out stays in its moved-from state.
/// An assignment keeps the old value on the stack until the new one is in place, so put a large
/// value into a Box.
///
/// Invariants:
/// - `bytes_` holds a value of type number `index_`.
///
/// Example:
///     struct Idle {};
///     struct Busy {
///             u32 jobs;
///     };
///     OneOf<Idle, Busy> state = Busy{ 3 };
///     auto jobs = [&] { return state.match([](const Idle &) { return 0u; },
///                                          [](const Busy &busy) { return busy.jobs; }); };
///     test.expect_eq(jobs(), 3u);
///     state = Idle{};
///     test.expect(state.is<Idle>() && !state.get<Busy>());
///     test.expect_eq(jobs(), 0u);
template <typename... Ts>
class OneOf {
	static_assert(sizeof...(Ts) > 0 && sizeof...(Ts) < 256);
	static_assert((std::is_object_v<Ts> && ...), "OneOf<> holds values: for a reference, a pointer");

	template <typename T>
	static constexpr usize place = detail::place_among<T, Ts...>();
	template <usize n>
	using Nth = std::tuple_element_t<n, std::tuple<Ts...>>;
	template <typename T>
	static constexpr bool one_of_them = place<T> < sizeof...(Ts);
	template <usize... n>
	static consteval bool differ(std::index_sequence<n...>)
	{
		return ((place<Nth<n>> == n) && ...);
	}
	static_assert(differ(std::index_sequence_for<Ts...>{}),
		      "OneOf<> of two equal types: put a struct around each, whose name tells them apart");

public:
	/// Holds `value`.
	template <typename U, typename T = std::remove_cvref_t<U>>
		requires one_of_them<T>
	[[gnu::always_inline]] OneOf(U &&value) : index_(place<T>)
	{
		::new (static_cast<void *>(bytes_)) T(std::forward<U>(value));
	}
	/// Takes over the value of `other`, which keeps a moved-from value of the same type.
	OneOf(OneOf &&other) noexcept : index_(other.index_)
	{
		other.match([&]<typename T>(T &value) { ::new (static_cast<void *>(bytes_)) T(std::move(value)); });
	}
	OneOf &operator=(OneOf &&other) noexcept
	{
		if (this == &other)
			return *this;
		// Destroyed last: it may own the object that contains `other`.
		OneOf old(std::move(*this));
		destroy();
		index_ = other.index_;
		other.match([&]<typename T>(T &value) { ::new (static_cast<void *>(bytes_)) T(std::move(value)); });
		return *this;
	}
	~OneOf()
		requires(!(std::is_trivially_destructible_v<Ts> && ...))
	{
		destroy();
	}
	~OneOf() = default;

	/// Whether it currently holds a T.
	template <typename T>
	[[nodiscard]] bool is() const __atomic
	{
		static_assert(one_of_them<T>, "this OneOf<> is never a T");
		return index_ == place<T>;
	}
	/// The T, or null if it currently holds another type.
	template <typename T>
	__may_be_null T *get() & __lifetimebound
	{
		return is<T>() ? &at<T>(*this) : nullptr;
	}
	template <typename T>
	__may_be_null const T *get() const & __lifetimebound
	{
		return is<T>() ? &at<T>(*this) : nullptr;
	}
	template <typename T>
	const T *get() && = delete;

	/// Calls the function that takes the current type. There must be one for each type, and all
	/// must return the same type. `std::move(x).match(…)` moves the value into the function.
	template <typename... Fs>
	[[gnu::always_inline]] decltype(auto) match(Fs &&...fs) &
	{
		detail::Overloads f{ std::forward<Fs>(fs)... };
		return visit<0>(*this, f);
	}
	template <typename... Fs>
	[[gnu::always_inline]] decltype(auto) match(Fs &&...fs) const &
	{
		detail::Overloads f{ std::forward<Fs>(fs)... };
		return visit<0>(*this, f);
	}
	template <typename... Fs>
	[[gnu::always_inline]] decltype(auto) match(Fs &&...fs) &&
	{
		detail::Overloads f{ std::forward<Fs>(fs)... };
		return visit<0>(std::move(*this), f);
	}

private:
	template <typename T, typename Self>
	[[gnu::always_inline]] static auto &&at(Self &&self)
	{
		if constexpr (std::is_const_v<std::remove_reference_t<Self>>)
			return *std::launder(reinterpret_cast<const T *>(self.bytes_));
		else if constexpr (std::is_lvalue_reference_v<Self>)
			return *std::launder(reinterpret_cast<T *>(self.bytes_));
		else
			return std::move(*std::launder(reinterpret_cast<T *>(self.bytes_)));
	}
	template <usize n, typename Self, typename F>
	[[gnu::always_inline]] static decltype(auto) visit(Self &&self, F &f)
	{
		using Value = decltype(at<Nth<n>>(std::forward<Self>(self)));
		static_assert(std::is_invocable_v<F &, Value>, "match() has a function for each type of the OneOf<>");
		if constexpr (n + 1 == sizeof...(Ts)) {
			return f(at<Nth<n>>(std::forward<Self>(self)));
		} else {
			if (self.index_ == n)
				return f(at<Nth<n>>(std::forward<Self>(self)));
			return visit<n + 1>(std::forward<Self>(self), f);
		}
	}
	void destroy()
	{
		match([]<typename T>(T &value) { value.~T(); });
	}

	alignas(Ts...) unsigned char bytes_[detail::largest_of(1, sizeof(Ts)...)];
	u8 index_;
};

} // namespace kernel
