// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Sorts and searches contiguous elements.
//!
//! C: include/linux/sort.h, include/linux/bsearch.h
#pragma once

#include <type_traits>
#include <utility>

#include <kernel/base/annotations.hpp>
#include <kernel/base/span.hpp>
#include <kernel/base/types.hpp>

namespace kernel {

/// The usual order, by `<`.
struct Less {
	/// Whether the first comes before the second.
	template <typename A, typename B>
	[[gnu::always_inline]] constexpr bool operator()(const A &a, const B &b) const
	{
		return a < b;
	}
};

namespace detail {

/// Moves `value` down from the hole at `at` to a place where no child is greater, in a heap of
/// `size` elements.
template <typename T, typename Before>
constexpr void sift_down(T *heap, usize at, usize size, Before &before)
{
	T value(std::move(heap[at]));

	for (;;) {
		usize child = 2 * at + 1;

		if (child >= size)
			break;
		if (child + 1 < size && before(heap[child], heap[child + 1]))
			child++;
		if (!before(value, heap[child]))
			break;
		heap[at] = std::move(heap[child]);
		at = child;
	}
	heap[at] = std::move(value);
}

} // namespace detail

/// Sorts in place, in at most about 2 n log n comparisons, without recursion or extra memory.
///
/// Equal elements may change places. `before(a, b)` says whether `a` belongs before `b`; an
/// inconsistent `before` leads to some order, and nothing worse.
///
/// Example:
///     u32 numbers[] = { 3, 1, 2 };
///     sort(span_of(numbers));
///     test.expect_eq(numbers[0], 1u);
///     sort(span_of(numbers), [](u32 a, u32 b) { return a > b; });
///     test.expect_eq(numbers[0], 3u);
template <typename T, typename Before = Less>
	requires(!std::is_const_v<T>)
constexpr void sort(Span<T> elements, Before before = {})
{
	static_assert(std::is_nothrow_move_constructible_v<T> && std::is_nothrow_move_assignable_v<T>,
		      "elements are moved when they are sorted");
	T *heap = elements.data();
	usize size = elements.size();

	if (size < 2)
		return;
	for (usize at = size / 2; at-- > 0;)
		detail::sift_down(heap, at, size, before);
	while (--size) {
		using std::swap;

		swap(heap[0], heap[size]);
		detail::sift_down(heap, 0, size, before);
	}
}

/// Whether the elements are in order.
template <typename T, typename Before = Less>
constexpr bool is_sorted(Span<T> elements, Before before = {})
{
	for (usize i = 1; i < elements.size(); i++)
		if (before(elements.data()[i], elements.data()[i - 1]))
			return false;
	return true;
}

/// The index of the first element that does not belong before `key`, where `key` can be inserted.
///
/// The elements must be in the order of `before`; otherwise the result is any index up to size().
template <typename T, typename Key, typename Before = Less>
constexpr usize lower_bound(Span<T> elements, const Key &key, Before before = {})
{
	usize begin = 0, count = elements.size();

	while (count) {
		const usize half = count / 2;

		if (before(elements.data()[begin + half], key)) {
			begin += half + 1;
			count -= half + 1;
		} else {
			count = half;
		}
	}
	return begin;
}

/// The first element that is equal to `key`, or null. The elements must be in the order of
/// `before`.
///
/// Example:
///     const u32 primes[] = { 2, 3, 5, 7 };
///     test.expect_eq(binary_search(span_of(primes), 5u), &primes[2]);
///     test.expect_null(binary_search(span_of(primes), 4u));
template <typename T, typename Key, typename Before = Less>
__may_be_null constexpr T *binary_search(Span<T> elements, const Key &key, Before before = {})
{
	T *found = elements.get(lower_bound(elements, key, before));

	return found && !before(key, *found) ? found : nullptr;
}

} // namespace kernel
