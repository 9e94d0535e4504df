// SPDX-License-Identifier: GPL-2.0 OR MIT
//! A growing array that reports every failure to grow.
//!
//! C: include/linux/slab.h (krealloc, kmalloc_array)
#pragma once

#include <new>
#include <type_traits>
#include <utility>

#include <kernel/base/annotations.hpp>
#include <kernel/base/overflow.hpp>
#include <kernel/base/result.hpp>
#include <kernel/base/sort.hpp>
#include <kernel/base/span.hpp>
#include <kernel/memory/alloc.hpp>

namespace kernel {

template <typename T, typename Allocator>
class Vec;

namespace detail {

/// An element that clone() can copy: its copy constructor cannot fail, or it has a clone(flags)
/// itself.
template <typename T>
concept clones_itself = requires(const T &element, Gfp flags) {
	{ element.clone(flags) } -> std::same_as<Result<T>>;
};

/// Moves `count` objects to `to`, where nothing lives; nothing is left at `from`. The ranges may
/// overlap.
template <typename T>
inline void relocate(T *to, T *from, usize count)
{
	if constexpr (relocatable<T>) {
		__builtin_memmove(static_cast<void *>(to), static_cast<const void *>(from), count * sizeof(T));
	} else if (to < from) {
		for (usize i = 0; i < count; i++) {
			::new (static_cast<void *>(to + i)) T(std::move(from[i]));
			from[i].~T();
		}
	} else if (to != from) {
		while (count--) {
			::new (static_cast<void *>(to + count)) T(std::move(from[count]));
			from[count].~T();
		}
	}
}

/// Destroys `count` objects, last first.
template <typename T>
[[gnu::always_inline]] inline void destroy(T *first, usize count)
{
	if constexpr (!std::is_trivially_destructible_v<T>)
		while (count--)
			first[count].~T();
}

} // namespace detail

/// A contiguous sequence that owns its elements.
///
/// It is never copied implicitly: clone() is explicit. Growing takes GFP flags and returns a
/// Result; if it fails, the Vec is unchanged. If the number of elements is known at compile time,
/// use InlineVec.
///
/// Invariants:
/// - `data_` is null or holds `capacity_` slots from `Allocator`, the first `size_` built.
///
/// Example:
///     Vec<u32> numbers;
///     TRY(numbers.push(1u, GFP_KERNEL));
///     TRY(numbers.push(2u, GFP_KERNEL));
///     u32 sum = 0;
///     for (u32 n : numbers)
///             sum += n;
///     test.expect_eq(sum, 3u);
template <typename T, typename Allocator = Kmalloc>
class __owner(T) Vec {
	static_assert(std::is_object_v<T> && !std::is_const_v<T> && !std::is_array_v<T>,
		      "the elements of a Vec are objects that can be moved");

public:
	using Element = T;

	constexpr Vec() = default;
	Vec(Vec &&other) noexcept
		: data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)),
		  capacity_(std::exchange(other.capacity_, 0))
	{
	}
	Vec &operator=(Vec &&other) noexcept
	{
		Vec(std::move(other)).swap(*this);
		return *this;
	}
	[[gnu::always_inline]] ~Vec()
	{
		// Not checked in the class itself: a Node may have a Vec of Nodes, and is an
		// incomplete type there.
		static_assert(detail::can_be_aligned<T, Allocator>());
		static_assert(std::is_nothrow_move_constructible_v<T>, "elements are moved when it grows");
		if constexpr (!std::is_trivially_destructible_v<T>)
			clear();
		release();
	}

	/// Makes an empty Vec with room for `slots` elements. Errors: ENOMEM, EOVERFLOW.
	static Result<Vec> with_capacity(usize slots __trusted_size, Gfp flags)
	{
		Vec made;

		TRY(made.reserve(slots, flags));
		return made;
	}
	/// Makes a Vec of `count` copies of `value`. Errors: ENOMEM, EOVERFLOW.
	static Result<Vec> from_elem(const T &value, usize count __trusted_size, Gfp flags)
	{
		Vec made;

		TRY(made.resize(count, value, flags));
		return made;
	}
	/// Copies all elements of `values`. Errors: ENOMEM, EOVERFLOW.
	static Result<Vec> from(Span<const T> values, Gfp flags)
	{
		Vec made;

		TRY(made.extend(values, flags));
		return made;
	}
	/// Makes a Vec of the elements that a range yields, from its begin() to its end().
	///
	/// Errors: ENOMEM, EOVERFLOW.
	///
	/// Example:
	///     const u8 bytes[] = { 1, 2, 3 };
	///     auto numbers = TRY(Vec<u32>::collect(bytes, GFP_KERNEL));
	///     test.expect_eq(numbers.size(), 3u);
	template <typename Range>
	static Result<Vec> collect(Range &&range, Gfp flags)
	{
		Vec made;

		TRY(made.append_range(std::forward<Range>(range), flags));
		return made;
	}

	usize size() const __atomic { return size_; }
	usize capacity() const __atomic { return capacity_; }
	bool empty() const __atomic { return size_ == 0; }

	T *begin() & __lifetimebound { return data_; }
	T *end() & __lifetimebound { return data_ + size_; }
	const T *begin() const & __lifetimebound { return data_; }
	const T *end() const & __lifetimebound { return data_ + size_; }
	T *begin() && = delete;
	T *end() && = delete;

	/// The element, or null if `index` is past the end: no access traps.
	__may_be_null T *get(usize index) & __lifetimebound { return index < size_ ? data_ + index : nullptr; }
	__may_be_null const T *get(usize index) const & __lifetimebound { return index < size_ ? data_ + index : nullptr; }
	T *get(usize) && = delete;
	/// The first element, or null.
	__may_be_null T *front() & __lifetimebound { return get(0); }
	__may_be_null const T *front() const & __lifetimebound { return get(0); }
	T *front() && = delete;
	/// The last element, or null.
	__may_be_null T *back() & __lifetimebound { return size_ ? data_ + size_ - 1 : nullptr; }
	__may_be_null const T *back() const & __lifetimebound { return size_ ? data_ + size_ - 1 : nullptr; }
	T *back() && = delete;

	/// All elements; valid until the Vec changes its size.
	Span<T> span() & __lifetimebound { return Span<T>::of(*this); }
	Span<const T> span() const & __lifetimebound { return Span<const T>::of(*this); }
	Span<T> span() && = delete;

	/// Makes room for `more` elements beyond size(). Errors: ENOMEM, EOVERFLOW.
	Result<> reserve(usize more __trusted_size, Gfp flags)
	{
		if (more <= capacity_ - size_)
			return ok;
		// kxx-allow: arithmetic a Vec never has more than most_slots elements
		if (more > most_slots - size_) [[unlikely]]
			return EOVERFLOW;
		return grow(size_ + more, flags);
	}
	/// Frees the memory after the last element. Errors: ENOMEM if shrinking needs a copy.
	Result<> shrink_to_fit(Gfp flags)
	{
		if (size_ == capacity_)
			return ok;
		if (!size_) {
			Vec().swap(*this);
			return ok;
		}
		return grow(size_, flags);
	}

	/// Appends. On failure the Vec is unchanged and `value` is dropped. Errors: ENOMEM,
	/// EOVERFLOW.
	Result<> push(T value, Gfp flags)
	{
		if (size_ == capacity_)
			TRY(grow(capacity_ ? capacity_ * 2 : first_capacity, flags));
		::new (static_cast<void *>(data_ + size_)) T(std::move(value));
		size_++;
		return ok;
	}
	/// Appends into memory from reserve(), without allocating, for use under a spinlock.
	/// Errors: ENOSPC, and `value` is dropped.
	Result<> push_reserved(T value) __atomic
	{
		if (size_ == capacity_) [[unlikely]]
			return ENOSPC;
		::new (static_cast<void *>(data_ + size_)) T(std::move(value));
		size_++;
		return ok;
	}
	/// Inserts `value` at `index`; the elements from there on move up. Errors: ERANGE past the
	/// end, ENOMEM, EOVERFLOW.
	Result<> insert(usize index, T value, Gfp flags)
	{
		if (index > size_) [[unlikely]]
			return ERANGE;
		if (size_ == capacity_)
			TRY(grow(capacity_ ? capacity_ * 2 : first_capacity, flags));
		rearrange([&](Vec &self) {
			detail::relocate(self.data_ + index + 1, self.data_ + index, self.size_ - index);
			::new (static_cast<void *>(self.data_ + index)) T(std::move(value));
			self.size_++;
		});
		return ok;
	}

	/// Appends a copy of each element of `values`. All or nothing. Errors: ENOMEM, EOVERFLOW.
	template <usize n>
	[[gnu::always_inline]] Result<> extend(const T (&values)[n], Gfp flags)
		requires std::is_nothrow_copy_constructible_v<T>
	{
		return extend(Span<const T>::of(values), flags);
	}
	/// Appends a copy of each element of a view, which may be a view of this Vec.
	Result<> extend(Span<const T> values, Gfp flags)
		requires std::is_nothrow_copy_constructible_v<T>
	{
		const usize count = values.size();
		const T *source = values.data();

		if (count > capacity_ - size_) {
			// Growing may move the elements that `values` is a view of.
			const usize from = reinterpret_cast<usize>(source) - reinterpret_cast<usize>(data_);
			const bool own = from < size_ * sizeof(T);

			TRY(reserve(count, flags));
			if (own)
				source = reinterpret_cast<const T *>(reinterpret_cast<usize>(data_) + from);
		}
		if constexpr (std::is_trivially_copyable_v<T>) {
			__builtin_memcpy(static_cast<void *>(data_ + size_), source, count * sizeof(T));
		} else {
			for (usize i = 0; i < count; i++)
				::new (static_cast<void *>(data_ + size_ + i)) T(source[i]);
		}
		size_ += count;
		return ok;
	}
	/// Appends the elements that a range yields. The range may be this Vec, or a view of a part
	/// of it, but not a range that computes its elements from this Vec. On failure the Vec is
	/// unchanged, and the elements that the range has yielded are dropped. Errors: ENOMEM,
	/// EOVERFLOW.
	template <typename Range>
	Result<> append_range(Range &&range, Gfp flags)
	{
		if constexpr (detail::contiguous<std::remove_reference_t<Range>>) {
			auto *first = range.begin();
			const usize count = range.size();
			// Growing may move the elements that the range is a view of.
			const usize from = reinterpret_cast<usize>(first) - reinterpret_cast<usize>(data_);
			const bool own = from < size_ * sizeof(T);

			TRY(reserve(count, flags));
			if (own)
				first = reinterpret_cast<decltype(first)>(reinterpret_cast<usize>(data_) + from);
			for (usize i = 0; i < count; i++)
				::new (static_cast<void *>(data_ + size_ + i)) T(first[i]);
			size_ += count;
			return ok;
		}

		const usize before = size_;

		if constexpr (requires {
				      { range.size() } -> std::convertible_to<usize>;
			      })
			TRY(reserve(range.size(), flags));
		for (auto &&element : range) {
			Result<> pushed = push(T(std::forward<decltype(element)>(element)), flags);
			if (pushed.is_error()) [[unlikely]] {
				truncate(before);
				return pushed;
			}
		}
		return ok;
	}
	/// Takes all elements of `other`, which is empty afterwards. Errors: ENOMEM, EOVERFLOW;
	/// both are unchanged then.
	Result<> append(Vec &other, Gfp flags)
	{
		if (this == &other) [[unlikely]]
			return EINVAL;
		TRY(reserve(other.size_, flags));
		rearrange([&](Vec &self) {
			other.rearrange([&](Vec &from) {
				detail::relocate(self.data_ + self.size_, from.data_, from.size_);
				self.size_ += std::exchange(from.size_, 0);
			});
		});
		return ok;
	}

	/// Shortens to `count` elements, or appends copies of `value`. Errors: ENOMEM, EOVERFLOW.
	Result<> resize(usize count __trusted_size, const T &value, Gfp flags)
		requires std::is_nothrow_copy_constructible_v<T>
	{
		if (count <= size_) {
			truncate(count);
			return ok;
		}
		const T kept(value); // `value` may be an element of this Vec, which would move
		TRY(reserve(count - size_, flags));
		for (; size_ < count; size_++)
			::new (static_cast<void *>(data_ + size_)) T(kept);
		return ok;
	}
	/// Destroys all elements except the first `count`.
	void truncate(usize count)
	{
		if (count >= size_)
			return;
		// The size first: a destructor may look at this Vec.
		const usize gone = size_ - count;
		size_ = count;
		detail::destroy(data_ + count, gone);
	}
	/// Removes and destroys the last element, if there is one.
	void pop()
	{
		if (size_)
			data_[--size_].~T();
	}
	/// Removes the last element and returns it. Errors: ENOENT if there is none.
	Result<T> take_last()
	{
		if (!size_) [[unlikely]]
			return ENOENT;
		Result<T> taken(std::in_place, std::move(data_[size_ - 1]));
		pop();
		return taken;
	}
	/// Removes the element and returns it; those after it move down. Errors: ERANGE.
	Result<T> remove(usize index)
	{
		if (index >= size_) [[unlikely]]
			return ERANGE;
		Result<T> removed(std::in_place, std::move(data_[index]));
		rearrange([&](Vec &self) {
			self.data_[index].~T();
			self.close_gap(index, 1);
		});
		return removed;
	}
	/// Removes the element and returns it; the last one takes its place. Errors: ERANGE.
	Result<T> swap_remove(usize index)
	{
		if (index >= size_) [[unlikely]]
			return ERANGE;
		Result<T> removed(std::in_place, std::move(data_[index]));
		rearrange([&](Vec &self) {
			self.data_[index].~T();
			self.size_--;
			if (index != self.size_)
				detail::relocate(self.data_ + index, self.data_ + self.size_, 1);
		});
		return removed;
	}
	/// Removes up to `count` elements from `index` on, and passes each to `consume(T)`, which
	/// sees this Vec empty. Those after them move down.
	template <typename F>
	void drain(usize index, usize count, F consume)
	{
		Vec self(std::move(*this));

		if (index < self.size_) {
			if (count > self.size_ - index)
				count = self.size_ - index;
			for (usize i = index; i < index + count; i++) {
				consume(T(std::move(self.data_[i])));
				self.data_[i].~T();
			}
			self.close_gap(index, count);
		}
		self.swap(*this);
	}
	/// Removes and destroys up to `count` elements from `index` on. Their destructors see this
	/// Vec empty.
	void erase(usize index, usize count)
	{
		Vec self(std::move(*this));

		if (index < self.size_) {
			if (count > self.size_ - index)
				count = self.size_ - index;
			detail::destroy(self.data_ + index, count);
			self.close_gap(index, count);
		}
		self.swap(*this);
	}
	/// Keeps the elements for which `keep(T &)` returns true, in their order, and destroys the
	/// others. `keep` sees this Vec empty.
	template <typename F>
	void retain(F keep)
	{
		Vec self(std::move(*this));
		usize kept = 0;

		for (usize i = 0; i < self.size_; i++) {
			if (!keep(self.data_[i])) {
				self.data_[i].~T();
				continue;
			}
			if (kept != i)
				detail::relocate(self.data_ + kept, self.data_ + i, 1);
			kept++;
		}
		self.size_ = kept;
		self.swap(*this);
	}
	/// Destroys all elements and keeps the memory.
	void clear()
	{
		if constexpr (!std::is_trivially_destructible_v<T>)
			while (size_)
				data_[--size_].~T();
		size_ = 0;
	}

	/// Sorts in place; equal elements may change places. See kernel/base/sort.hpp.
	template <typename Before = Less>
	void sort(Before before = {})
	{
		kernel::sort(span(), before);
	}

	/// Makes an independent copy. Elements are copied, or cloned if they have a clone().
	/// Errors: ENOMEM.
	Result<Vec> clone(Gfp flags) const
		requires(std::is_nothrow_copy_constructible_v<T> || detail::clones_itself<T>)
	{
		Vec made;

		if constexpr (std::is_nothrow_copy_constructible_v<T>) {
			TRY(made.extend(span(), flags));
		} else {
			TRY(made.reserve(size_, flags));
			for (const T &element : *this)
				TRY(made.push_reserved(TRY(element.clone(flags))));
		}
		return made;
	}

	/// Compares the sizes and the elements.
	friend bool operator==(const Vec &a, const Vec &b) { return a.span() == b.span(); }
	friend bool operator==(const Vec &a, Span<const T> b) { return a.span() == b; }

	void swap(Vec &other) noexcept
	{
		std::swap(data_, other.data_);
		std::swap(size_, other.size_);
		std::swap(capacity_, other.capacity_);
	}

	/// The slots after the last element, in which nothing lives. set_size() turns them into
	/// elements.
	///
	/// Safety:
	/// - A slot is not read before a T is built there.
	Span<T> spare(unsafe_t) & __lifetimebound
	{
		// SAFETY: room from size_ to capacity_; the caller knows what it is.
		return Span<T>::of(unsafe, data_ + size_, capacity_ - size_);
	}
	/// Sets the number of slots that hold an element.
	///
	/// Safety:
	/// - `size` is at most capacity(), and a T lives in each of the first `size` slots, and in no other.
	void set_size(unsafe_t, usize size) { size_ = size; }

	/// The result of into_raw().
	struct Raw {
		T *data;
		usize size;
		usize capacity;
	};
	/// Gives up ownership. from_raw() takes it back.
	[[nodiscard]] Raw into_raw() &&
	{
		return { std::exchange(data_, nullptr), std::exchange(size_, 0), std::exchange(capacity_, 0) };
	}
	/// Takes ownership back.
	///
	/// Safety:
	/// - `raw` came from into_raw() of a Vec of the same type, and nobody took it back yet; or
	///   it describes memory for `capacity` T from `Allocator`, of which the first `size` are
	///   built.
	static Vec from_raw(unsafe_t, Raw raw)
	{
		Vec made;

		made.data_ = raw.data;
		made.size_ = raw.size;
		made.capacity_ = raw.capacity;
		return made;
	}

private:
	static constexpr usize most_slots = ArrayLayout<T>::most;
	static constexpr usize first_capacity = sizeof(T) < 16 ? 64 / sizeof(T) : 4;

	/// Grows to `slots`, which is at least size_ and not 0.
	Result<> grow(usize slots, Gfp flags)
	{
		if (slots > most_slots) [[unlikely]]
			return EOVERFLOW;
		const usize bytes = slots * sizeof(T);
		if constexpr (relocatable<T>) {
			void *fresh = known_empty() ? Allocator::alloc(bytes, flags, alignof(T))
						    : Allocator::realloc(data_, capacity_ * sizeof(T), bytes, flags,
									 alignof(T));
			if (!fresh) [[unlikely]]
				return ENOMEM;
			data_ = static_cast<T *>(fresh);
		} else {
			T *fresh = static_cast<T *>(Allocator::alloc(bytes, flags, alignof(T)));
			if (!fresh) [[unlikely]]
				return ENOMEM;
			// kxx-allow: escaping-loan it keeps the new array, not the pointer to that
			rearrange([&](Vec &self) {
				detail::relocate(fresh, self.data_, self.size_);
				self.release();
				self.data_ = fresh;
			});
		}
		capacity_ = slots;
		return ok;
	}

	/// Runs `change` on the elements while this Vec is empty: the moves and destructors of elements
	/// may look at it. What they put into it is dropped.
	template <typename F>
	[[gnu::always_inline]] void rearrange(F change)
	{
		if constexpr (relocatable<T>) { // moving bytes runs no code of the elements
			change(*this);
		} else {
			Vec self(std::move(*this));

			change(self);
			self.swap(*this);
		}
	}
	void close_gap(usize index, usize count)
	{
		detail::relocate(data_ + index, data_ + index + count, size_ - index - count);
		size_ -= count;
	}

	/// Whether the compiler can see that there is no memory yet; growing is then a plain
	/// allocation of known size.
	[[gnu::always_inline]] bool known_empty() const
	{
		return __builtin_constant_p(data_ == nullptr) && data_ == nullptr;
	}
	/// The allocators also accept null; the check makes a moved-from Vec cost nothing.
	[[gnu::always_inline]] void release()
	{
		if (data_)
			Allocator::free(data_);
	}

	T *data_ = nullptr;
	usize size_ = 0;
	usize capacity_ = 0;
};

/// A Vec may be moved by moving its bytes.
// SAFETY: a Vec is a pointer and two numbers, and its elements do not know it.
template <typename T, typename Allocator>
inline constexpr bool relocatable<Vec<T, Allocator>> = true;

/// A Vec in memory from vmalloc.
template <typename T>
using VVec = Vec<T, Vmalloc>;
/// A Vec in memory from kvmalloc.
template <typename T>
using KVVec = Vec<T, KVmalloc>;

} // namespace kernel
