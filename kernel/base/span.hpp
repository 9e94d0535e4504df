// SPDX-License-Identifier: GPL-2.0 OR MIT
//! A view of contiguous elements that belong to somebody else.
//!
//! C: the habit of passing a pointer and a length
#pragma once

#include <concepts>
#include <type_traits>
#include <utility>

#include <kernel/base/annotations.hpp>
#include <kernel/base/error.hpp>
#include <kernel/base/result.hpp>
#include <kernel/base/types.hpp>

namespace kernel {

namespace detail {

/// A range with contiguous elements: an lvalue with a begin() that is a pointer, and size().
template <typename Range>
concept contiguous = requires(Range &range) {
	requires std::is_pointer_v<decltype(range.begin())>;
	{ range.size() } -> std::convertible_to<usize>;
};

/// Whether every byte of a T is part of its value, so that no padding can leak stale memory.
template <typename T>
concept no_padding = std::is_trivially_copyable_v<T> && std::has_unique_object_representations_v<T>;

/// Whether any bytes form a valid T.
template <typename T>
concept any_bytes = std::is_integral_v<std::remove_all_extents_t<T>> &&
		    !std::is_same_v<std::remove_cv_t<std::remove_all_extents_t<T>>, bool>;

} // namespace detail

/// A pointer and a length that stay together; `Span<const T>` for reading.
///
/// Use it as a parameter or a local variable, not as a member: it keeps nothing alive. It is copied
/// like a pointer; T alone says whether the elements may be changed. No function goes out of range,
/// whatever its arguments are, and none traps.
///
/// Invariants:
/// - `data_` points to `size_` elements, which outlive the Span, or `size_` is 0.
///
/// Example:
///     const u32 numbers[] = { 3, 1, 4, 1, 5 };
///     Span<const u32> all = Span<const u32>::of(numbers);
///     u32 sum = 0;
///     for (u32 n : all.sub(1, 3))
///             sum += n;
///     test.expect_eq(sum, 6u);
///     test.expect_null(all.get(5));
template <typename T>
class __view(T) Span {
public:
	using Element = T;

	/// An empty view.
	constexpr Span() = default;

	/// Views all of an array.
	template <usize n>
	[[gnu::always_inline]] static constexpr Span of(__lifetimebound T (&array)[n])
	{
		return Span(array, n);
	}
	/// Views all of a Vec, or of another range whose begin() is a pointer.
	template <typename Range>
		requires(detail::contiguous<Range> && !std::is_array_v<Range> &&
			 std::is_convertible_v<std::remove_pointer_t<decltype(std::declval<Range &>().begin())> (*)[],
					       T (*)[]>)
	[[gnu::always_inline]] static constexpr Span of(Range &range __lifetimebound)
	{
		return Span(range.begin(), range.size());
	}
	template <typename Range>
		requires(!std::is_lvalue_reference_v<Range> && !std::is_array_v<Range> && detail::contiguous<Range>)
	static Span of(Range &&ends_here) = delete;

	/// Views the elements that C passes as pointer and length.
	///
	/// Safety:
	/// - `data` points to `size` built elements (or `size` is 0), which outlive the Span.
	/// - While the Span is used, nobody changes them, except as T allows.
	[[gnu::always_inline]] static constexpr Span of(unsafe_t, T *data, usize size) { return Span(data, size); }

	/// A view for writing converts to one for reading.
	template <typename U>
		requires(std::is_same_v<T, const U>)
	[[gnu::always_inline]] constexpr Span(Span<U> other) : data_(other.data()), size_(other.size())
	{
	}

	[[gnu::always_inline]] constexpr usize size() const __atomic { return size_; }
	[[gnu::always_inline]] constexpr usize size_bytes() const __atomic { return size_ * sizeof(T); }
	[[gnu::always_inline]] constexpr bool empty() const __atomic { return size_ == 0; }

	[[gnu::always_inline]] constexpr T *data() const __atomic { return data_; }
	[[gnu::always_inline]] constexpr T *begin() const __atomic { return data_; }
	[[gnu::always_inline]] constexpr T *end() const __atomic { return data_ + size_; }

	/// The element, or null if `index` is past the end: no access traps.
	[[gnu::always_inline]] __may_be_null constexpr T *get(usize index) const __atomic
	{
		return index < size_ ? data_ + index : nullptr;
	}
	/// The first element, or null.
	[[gnu::always_inline]] __may_be_null constexpr T *front() const __atomic { return get(0); }
	/// The last element, or null.
	[[gnu::always_inline]] __may_be_null constexpr T *back() const __atomic { return get(size_ - 1); }

	/// The first `count` elements, or all if there are fewer.
	[[gnu::always_inline]] constexpr Span first(usize count) const __atomic
	{
		return Span(data_, count < size_ ? count : size_);
	}
	/// The last `count` elements, or all if there are fewer.
	[[gnu::always_inline]] constexpr Span last(usize count) const __atomic
	{
		const usize kept = count < size_ ? count : size_;

		return Span(data_ + (size_ - kept), kept);
	}
	/// All except the first `count` elements, or none if there are not more.
	[[gnu::always_inline]] constexpr Span drop(usize count) const __atomic
	{
		const usize left = count < size_ ? count : size_;

		return Span(data_ + left, size_ - left);
	}
	/// Up to `count` elements from `offset` on.
	[[gnu::always_inline]] constexpr Span sub(usize offset, usize count) const __atomic
	{
		return drop(offset).first(count);
	}
	/// Exactly `count` elements from `offset` on. Errors: ERANGE if there are fewer.
	[[gnu::always_inline]] constexpr Result<Span> part(usize offset, usize count) const __atomic
	{
		if (offset > size_ || count > size_ - offset) [[unlikely]]
			return ERANGE;
		return Span(data_ + offset, count);
	}

	/// The first element equal to `value`, or null.
	template <typename U>
	__may_be_null constexpr T *find(const U &value) const
	{
		for (T &element : *this)
			if (element == value)
				return &element;
		return nullptr;
	}
	/// Whether an element is equal to `value`.
	template <typename U>
	constexpr bool contains(const U &value) const
	{
		return find(value) != nullptr;
	}

	/// Gives every element this value.
	constexpr void fill(const T &value) const
		requires(!std::is_const_v<T>)
	{
		for (T &element : *this)
			element = value;
	}
	/// Copies from `source`, which may overlap. Errors: EINVAL unless both have the same size.
	[[gnu::always_inline]] Result<> copy_from(Span<const T> source) const
		requires(!std::is_const_v<T> && std::is_trivially_copyable_v<T>)
	{
		if (source.size() != size_) [[unlikely]]
			return EINVAL;
		__builtin_memmove(data_, source.data(), size_bytes());
		return ok;
	}

	/// The bytes of the elements. Types with padding are excluded, since padding holds stale
	/// memory.
	[[gnu::always_inline]] Span<const u8> bytes() const __atomic
		requires detail::no_padding<T>
	{
		// SAFETY: an object's bytes can be read; there are size_bytes() of them.
		return Span<const u8>::of(unsafe, reinterpret_cast<const u8 *>(data_), size_bytes());
	}
	/// The bytes, for writing. Only integers are allowed, since any bytes form a valid one.
	[[gnu::always_inline]] Span<u8> writable_bytes() const __atomic
		requires(!std::is_const_v<T> && detail::any_bytes<T>)
	{
		// SAFETY: as in bytes(), and any bytes form a valid T.
		return Span<u8>::of(unsafe, reinterpret_cast<u8 *>(data_), size_bytes());
	}

	/// Compares the sizes and the elements.
	template <typename U>
		requires(std::is_same_v<std::remove_const_t<T>, std::remove_const_t<U>>)
	friend constexpr bool operator==(const Span &a, const Span<U> &b)
	{
		if (a.size() != b.size())
			return false;
		if constexpr (std::is_integral_v<T>) {
			if (!std::is_constant_evaluated())
				return __builtin_memcmp(a.data(), b.data(), a.size_bytes()) == 0;
		}
		for (usize i = 0; i < a.size(); i++)
			if (!(a.data()[i] == b.data()[i]))
				return false;
		return true;
	}

private:
	[[gnu::always_inline]] constexpr Span(T *data, usize size) : data_(data), size_(size) {}

	T *data_ = nullptr;
	usize size_ = 0;
};

/// A Span of an array or a Vec: `span_of(numbers)`.
template <typename T, usize n>
[[gnu::always_inline]] constexpr Span<T> span_of(__lifetimebound T (&array)[n])
{
	return Span<T>::of(array);
}
template <typename Range>
	requires(detail::contiguous<Range> && !std::is_array_v<Range>)
[[gnu::always_inline]] constexpr auto span_of(Range &range __lifetimebound)
{
	return Span<std::remove_pointer_t<decltype(range.begin())>>::of(range);
}

} // namespace kernel
