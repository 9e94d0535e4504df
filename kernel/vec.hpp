// SPDX-License-Identifier: GPL-2.0 OR MIT
//! A growing array whose every growth may fail and says so.
//!
//! C: include/linux/slab.h (krealloc, kmalloc_array)
#pragma once

#include <new>
#include <type_traits>
#include <utility>

#include <kernel/alloc.hpp>
#include <kernel/annotations.hpp>
#include <kernel/result.hpp>

namespace kernel {

/// A contiguous sequence that owns its elements.
///
/// Not copied behind your back; growing names GFP flags and returns a Result.
///
/// Invariants:
/// - `data_` is null or holds `capacity_` slots from `Allocator`, the first `size_` built.
///
/// Example:
///     Result<u32> sum_of_two()
///     {
///             Vec<u32> numbers;
///             TRY(numbers.push(1u, GFP_KERNEL));
///             TRY(numbers.push(2u, GFP_KERNEL));
///             u32 sum = 0;
///             for (u32 n : numbers)
///                     sum += n;
///             return sum;
///     }
template <typename T, typename Allocator = Kmalloc>
class __owner(T) Vec {
	static_assert(alignof(T) <= Allocator::alignment,
		      "the allocator does not align that much");
	static_assert(std::is_nothrow_move_constructible_v<T>, "elements are moved when it grows");

public:
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
		if constexpr (!std::is_trivially_destructible_v<T>)
			clear();
		release();
	}

	/// An empty Vec with room for `slots` elements. Errors: ENOMEM, EOVERFLOW.
	static Result<Vec> with_capacity(usize slots, Gfp flags)
	{
		Vec made;

		TRY(made.reserve(slots, flags));
		return made;
	}

	usize size() const { return size_; }
	usize capacity() const { return capacity_; }
	bool empty() const { return size_ == 0; }

	T *begin() & __lifetimebound { return data_; }
	T *end() & __lifetimebound { return data_ + size_; }
	const T *begin() const & __lifetimebound { return data_; }
	const T *end() const & __lifetimebound { return data_ + size_; }

	/// The element, or null beyond the end: there is no access that traps.
	T *get(usize index) & __lifetimebound { return index < size_ ? data_ + index : nullptr; }
	const T *get(usize index) const & __lifetimebound
	{
		return index < size_ ? data_ + index : nullptr;
	}

	/// Makes room for `more` elements beyond size(). Errors: ENOMEM, EOVERFLOW.
	Result<> reserve(usize more, Gfp flags)
	{
		if (more <= capacity_ - size_)
			return ok;
		if (more > most_slots - size_) [[unlikely]]
			return EOVERFLOW;
		return grow(size_ + more, flags);
	}

	/// Appends. On failure the Vec is as before and `value` is dropped. Errors: ENOMEM, EOVERFLOW.
	Result<> push(T value, Gfp flags)
	{
		if (size_ == capacity_)
			TRY(grow(capacity_ ? capacity_ * 2 : first_capacity, flags));
		::new (static_cast<void *>(data_ + size_)) T(std::move(value));
		size_++;
		return ok;
	}

	/// Appends a copy of each element of `values`. All or nothing. Errors: ENOMEM, EOVERFLOW.
	template <usize n>
	Result<> extend(const T (&values)[n], Gfp flags)
		requires std::is_trivially_copyable_v<T>
	{
		TRY(reserve(n, flags));
		__builtin_memcpy(data_ + size_, values, sizeof(values));
		size_ += n;
		return ok;
	}

	/// Removes and destroys the last element, if there is one.
	void pop()
	{
		if (size_)
			data_[--size_].~T();
	}

	/// Destroys all elements, keeps the memory.
	void clear()
	{
		if constexpr (!std::is_trivially_destructible_v<T>)
			while (size_)
				data_[--size_].~T();
		size_ = 0;
	}

	void swap(Vec &other) noexcept
	{
		std::swap(data_, other.data_);
		std::swap(size_, other.size_);
		std::swap(capacity_, other.capacity_);
	}

private:
	/// No object is larger than half the address space.
	static constexpr usize most_slots = (~usize{ 0 } >> 1) / sizeof(T);
	static constexpr usize first_capacity = sizeof(T) < 16 ? 64 / sizeof(T) : 4;

	Result<> grow(usize slots, Gfp flags)
	{
		if (slots > most_slots) [[unlikely]]
			return EOVERFLOW;
		const usize bytes = slots * sizeof(T);
		if constexpr (std::is_trivially_copyable_v<T>) {
			void *fresh = known_empty() ? Allocator::alloc(bytes, flags) :
						      Allocator::realloc(data_, capacity_ * sizeof(T),
									 bytes, flags);
			if (!fresh) [[unlikely]]
				return ENOMEM;
			data_ = static_cast<T *>(fresh);
		} else {
			T *fresh = static_cast<T *>(Allocator::alloc(bytes, flags));
			if (!fresh) [[unlikely]]
				return ENOMEM;
			for (usize i = 0; i < size_; i++) {
				::new (static_cast<void *>(fresh + i)) T(std::move(data_[i]));
				data_[i].~T();
			}
			release();
			data_ = fresh;
		}
		capacity_ = slots;
		return ok;
	}

	/// Whether the compiler can see that there is no memory yet: growing is a plain
	/// allocation of known size then.
	[[gnu::always_inline]] bool known_empty() const
	{
		return __builtin_constant_p(data_ == nullptr) && data_ == nullptr;
	}
	/// The allocators free null, too; asking first lets a moved-from Vec cost nothing.
	[[gnu::always_inline]] void release()
	{
		if (data_)
			Allocator::free(data_);
	}

	T *data_ = nullptr;
	usize size_ = 0;
	usize capacity_ = 0;
};

/// A Vec in memory from vmalloc.
template <typename T>
using VVec = Vec<T, Vmalloc>;
/// A Vec in memory from kvmalloc.
template <typename T>
using KVVec = Vec<T, KVmalloc>;

} // namespace kernel
