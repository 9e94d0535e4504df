// SPDX-License-Identifier: GPL-2.0 OR MIT
//! An array with a fixed number of slots and a length; it never allocates.
//!
//! C: the habit of an array beside a counter
#pragma once

#include <new>
#include <type_traits>
#include <utility>

#include <kernel/base/annotations.hpp>
#include <kernel/base/error.hpp>
#include <kernel/base/result.hpp>
#include <kernel/base/share.hpp>
#include <kernel/base/sort.hpp>
#include <kernel/base/span.hpp>
#include <kernel/base/types.hpp>
#include <kernel/memory/vec.hpp>

namespace kernel {

/// Up to `n` elements, stored in the object itself.
///
/// Use it for small sizes that are known at compile time. Do not put an object of a few hundred
/// bytes on the stack, where an assignment also keeps the old elements for a moment. Appending to a
/// full InlineVec fails with ENOSPC.
///
/// Invariants:
/// - the first `size_` slots are built, and `size_` is at most `n`.
///
/// Example:
///     InlineVec<u8, 4> bytes;
///     TRY(bytes.push(1));
///     const u8 more[] = { 2, 3, 4 };
///     TRY(bytes.extend(span_of(more)));
///     test.expect_error(bytes.push(5), ENOSPC);
///     const u8 *last = bytes.get(3);
///     test.expect(last && *last == 4);
template <typename T, usize n>
class __owner(T) InlineVec {
	static_assert(n > 0, "an InlineVec without slots holds nothing");
	static_assert(std::is_nothrow_move_constructible_v<T>, "elements are moved with their InlineVec");

public:
	using Element = T;

	constexpr InlineVec() : nothing_{} {}
	InlineVec(InlineVec &&other) noexcept : nothing_{} { take_all(other); }
	InlineVec &operator=(InlineVec &&other) noexcept
		requires std::is_trivially_destructible_v<T>
	{
		// Also right for self-assignment.
		take_all(other);
		return *this;
	}
	InlineVec &operator=(InlineVec &&other) noexcept
	{
		if (this == &other)
			return *this;
		// Destroyed last: an element may own what `other` is a part of.
		InlineVec old(std::move(*this));
		take_all(other);
		return *this;
	}
	constexpr ~InlineVec()
		requires std::is_trivially_destructible_v<T>
	= default;
	~InlineVec() { clear(); }

	constexpr usize size() const __atomic { return size_; }
	static constexpr usize capacity() __atomic { return n; }
	constexpr bool empty() const __atomic { return size_ == 0; }
	constexpr bool full() const __atomic { return size_ == n; }

	T *begin() & __lifetimebound { return slots_; }
	T *end() & __lifetimebound { return slots_ + size_; }
	const T *begin() const & __lifetimebound { return slots_; }
	const T *end() const & __lifetimebound { return slots_ + size_; }
	T *begin() && = delete;
	T *end() && = delete;

	/// The element, or null if `index` is past the end.
	__may_be_null T *get(usize index) & __lifetimebound { return index < size_ ? slots_ + index : nullptr; }
	__may_be_null const T *get(usize index) const & __lifetimebound { return index < size_ ? slots_ + index : nullptr; }
	T *get(usize) && = delete;
	/// The first element, or null.
	__may_be_null T *front() & __lifetimebound { return get(0); }
	/// The first element, or null.
	__may_be_null const T *front() const & __lifetimebound { return get(0); }
	T *front() && = delete;
	/// The last element, or null.
	__may_be_null T *back() & __lifetimebound { return size_ ? slots_ + size_ - 1 : nullptr; }
	/// The last element, or null.
	__may_be_null const T *back() const & __lifetimebound { return size_ ? slots_ + size_ - 1 : nullptr; }
	T *back() && = delete;

	/// All elements; valid until the InlineVec changes its size.
	Span<T> span() & __lifetimebound { return Span<T>::of(*this); }
	Span<const T> span() const & __lifetimebound { return Span<const T>::of(*this); }
	Span<T> span() && = delete;

	/// Appends. Errors: ENOSPC, and `value` is dropped.
	Result<> push(T value) __atomic
	{
		if (size_ == n) [[unlikely]]
			return ENOSPC;
		::new (static_cast<void *>(slots_ + size_)) T(std::move(value));
		size_++;
		return ok;
	}
	/// Appends a copy of each element of `values`. All or nothing. Errors: ENOSPC.
	Result<> extend(Span<const T> values)
		requires std::is_nothrow_copy_constructible_v<T>
	{
		if (values.size() > n - size_) [[unlikely]]
			return ENOSPC;
		if constexpr (std::is_trivially_copyable_v<T>) {
			__builtin_memcpy(static_cast<void *>(slots_ + size_), values.data(), values.size_bytes());
			size_ += values.size();
		} else {
			for (const T &value : values)
				::new (static_cast<void *>(slots_ + size_++)) T(value);
		}
		return ok;
	}
	/// Inserts `value` at `index`; the elements from there on move up. Errors: ERANGE, ENOSPC.
	Result<> insert(usize index, T value)
	{
		if (index > size_) [[unlikely]]
			return ERANGE;
		if (size_ == n) [[unlikely]]
			return ENOSPC;
		const usize size = std::exchange(size_, 0);
		detail::relocate(slots_ + index + 1, slots_ + index, size - index);
		::new (static_cast<void *>(slots_ + index)) T(std::move(value));
		size_ = size + 1;
		return ok;
	}
	/// Shortens to `count` elements, or appends copies of `value`. Errors: ENOSPC.
	Result<> resize(usize count, const T &value)
		requires std::is_nothrow_copy_constructible_v<T>
	{
		if (count > n) [[unlikely]]
			return ENOSPC;
		truncate(count);
		while (size_ < count) {
			::new (static_cast<void *>(slots_ + size_)) T(value);
			size_++;
		}
		return ok;
	}
	/// Removes and destroys the last element, if there is one.
	void pop()
	{
		if (size_)
			slots_[--size_].~T();
	}
	/// Removes the element and returns it; those after it move down. Errors: ERANGE.
	Result<T> remove(usize index)
	{
		if (index >= size_) [[unlikely]]
			return ERANGE;
		Result<T> removed(std::in_place, std::move(slots_[index]));
		const usize size = std::exchange(size_, 0) - 1;
		slots_[index].~T();
		detail::relocate(slots_ + index, slots_ + index + 1, size - index);
		size_ = size;
		return removed;
	}
	/// Removes the element and returns it; the last one takes its place. Errors: ERANGE.
	Result<T> swap_remove(usize index)
	{
		if (index >= size_) [[unlikely]]
			return ERANGE;
		Result<T> removed(std::in_place, std::move(slots_[index]));
		const usize size = std::exchange(size_, 0) - 1;
		slots_[index].~T();
		if (index != size)
			detail::relocate(slots_ + index, slots_ + size, 1);
		size_ = size;
		return removed;
	}
	/// Destroys all elements except the first `count`.
	void truncate(usize count)
	{
		if (count >= size_)
			return;
		// The size first: a destructor may look at this InlineVec.
		const usize gone = size_ - count;
		size_ = count;
		detail::destroy(slots_ + count, gone);
	}
	/// Destroys all elements.
	void clear() { truncate(0); }

	/// Sorts in place; equal elements may change places. See kernel/base/sort.hpp.
	template <typename Before = Less>
	void sort(Before before = {})
	{
		kernel::sort(span(), before);
	}

	friend bool operator==(const InlineVec &a, const InlineVec &b) { return a.span() == b.span(); }
	friend bool operator==(const InlineVec &a, Span<const T> b) { return a.span() == b; }

private:
	/// Takes the elements of `other`; this has none. Neither counts an element that is on its way,
	/// since its move or its destructor may look.
	void take_all(InlineVec &other)
	{
		const usize size = std::exchange(other.size_, 0);

		detail::relocate(slots_, other.slots_, size);
		size_ = size;
	}

	union {
		struct {
		} nothing_;
		T slots_[n];
	};
	usize size_ = 0;
};

template <typename T, usize n>
struct Sharing<InlineVec<T, n>> : SharedLike<T> {};
template <typename T, usize n>
struct Borrows<InlineVec<T, n>> : BorrowsLike<T> {};

} // namespace kernel
