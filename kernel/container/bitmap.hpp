// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Bitmaps, inside an object or allocated, changed by a single owner or by several tasks at once.
//!
//! C: include/linux/bitmap.h, include/linux/find.h, include/linux/bitops.h
//!
//! | | changed by a single owner | changed by several tasks at once |
//! |---|---|---|
//! | size known at compile time | Bitmap<n> | AtomicBitmap<n> |
//! | size known when it is made | BitmapVec | AtomicBitmapVec |
//!
//! A bit past the end reads as clear and cannot be changed; an attempt to change it is a bug and
//! warns. If size and index are constants, the compiler removes the check.
#pragma once

#include <type_traits>
#include <utility>

#include <asm-generic/bitops/instrumented-atomic.hpp>
#include <linux/bitmap.hpp>
#include <linux/bitops.hpp>
#include <linux/find.hpp>

#include <kernel/base/annotations.hpp>
#include <kernel/base/bits.hpp>
#include <kernel/base/result.hpp>
#include <kernel/base/types.hpp>
#include <kernel/log/bug.hpp>
#include <kernel/memory/gfp.hpp>

namespace kernel {

namespace detail {

inline constexpr usize bits_per_word = 8 * sizeof(unsigned long);

/// Stores the words inside the object.
template <usize n>
class InlineBits {
	static_assert(n > 0, "a bitmap has at least one bit");

public:
	constexpr InlineBits() = default;
	static constexpr usize size() { return n; }

protected:
	[[gnu::always_inline]] unsigned long *words() const __lifetimebound { return words_; }

private:
	mutable unsigned long words_[(n + bits_per_word - 1) / bits_per_word] = {};
};

/// Stores the words on the heap.
class HeapBits {
public:
	HeapBits(HeapBits &&other) noexcept
		: words_(std::exchange(other.words_, nullptr)), size_(std::exchange(other.size_, 0))
	{
	}
	HeapBits &operator=(HeapBits &&other) noexcept
	{
		HeapBits old(std::move(other));

		std::swap(words_, old.words_);
		std::swap(size_, old.size_);
		return *this;
	}
	~HeapBits() __atomic
	{
		if (words_)
			::bitmap_free(words_);
	}
	usize size() const { return size_; }

protected:
	HeapBits() = default;
	[[gnu::always_inline]] unsigned long *words() const __lifetimebound { return words_; }
	/// Errors: ENOMEM; EINVAL: more bits than C can count.
	Result<> allocate(usize bits, Gfp flags)
	{
		if (bits > 0x7fffffff)
			return EINVAL;
		words_ = ::bitmap_zalloc(static_cast<u32>(bits), flags.bits());
		if (!words_)
			return ENOMEM;
		size_ = bits;
		return ok;
	}

private:
	unsigned long *words_ = nullptr;
	usize size_ = 0;
};

/// The reading functions, which every bitmap has.
template <typename Bits>
class BitmapReads : public Bits {
public:
	/// Iterates over the set bits, or the clear ones.
	template <bool set>
	class __view(BitmapReads) Indices {
	public:
		struct End {};
		class Iterator {
		public:
			usize operator*() const { return at_; }
			Iterator &operator++()
			{
				at_ = next(at_ + 1);
				return *this;
			}
			bool operator==(End) const { return at_ >= bits_->size(); }

		private:
			friend class Indices;
			explicit Iterator(const BitmapReads *bits) : bits_(bits), at_(next(0)) {}
			usize next(usize from) const
			{
				return set ? bits_->find_next(from) : bits_->find_next_zero(from);
			}

			const BitmapReads *bits_;
			usize at_;
		};

		Iterator begin() const { return Iterator(bits_); }
		End end() const { return {}; }

	private:
		friend class BitmapReads;
		explicit Indices(const BitmapReads *bits) : bits_(bits) {}

		const BitmapReads *bits_;
	};

	/// Whether a bit is set.
	[[nodiscard, gnu::always_inline]] bool test(usize bit) const
	{
		return has(bit) && ::test_bit(static_cast<long>(bit), this->words());
	}
	/// The first set (clear) bit at `from` or after it; size() if there is none.
	[[nodiscard, gnu::always_inline]] usize find_next(usize from) const
	{
		return from < this->size() ? ::find_next_bit(this->words(), this->size(), from) : this->size();
	}
	[[nodiscard, gnu::always_inline]] usize find_next_zero(usize from) const
	{
		return from < this->size() ? ::find_next_zero_bit(this->words(), this->size(), from) : this->size();
	}
	[[nodiscard, gnu::always_inline]] usize find_first() const { return find_next(0); }
	[[nodiscard, gnu::always_inline]] usize find_first_zero() const { return find_next_zero(0); }
	/// The last set bit; size() if there is none.
	[[nodiscard]] usize find_last() const
	{
		return this->size() ? ::find_last_bit(this->words(), this->size()) : 0;
	}
	/// The first of `count` clear bits, at `from` or after it, at a multiple of `align`.
	///
	/// Errors: ENOSPC: there is no such area; EINVAL: `align` is not a power of two.
	[[nodiscard]] Result<usize> find_zero_area(usize from, u32 count, usize align = 1) const
	{
		if (!detail::is_power_of_2(align))
			return EINVAL;
		if (from > this->size() || count > this->size())
			return ENOSPC;
		usize found = ::bitmap_find_next_zero_area_off(this->words(), this->size(), from, count, align - 1, 0);
		if (found >= this->size() || this->size() - found < count)
			return ENOSPC;
		return found;
	}
	/// The number of set bits.
	[[nodiscard]] usize count() const
	{
		return static_cast<usize>(::bitmap_weight(this->words(), static_cast<u32>(this->size())));
	}
	[[nodiscard]] bool empty() const { return find_first() == this->size(); }
	[[nodiscard]] bool full() const { return find_first_zero() == this->size(); }

	/// The set bits, in order: `for (usize bit : bitmap.set_bits())`. Bits may change during
	/// the loop.
	Indices<true> set_bits() const & __lifetimebound { return Indices<true>(this); }
	Indices<false> clear_bits() const & __lifetimebound { return Indices<false>(this); }
	void set_bits() const && = delete;
	void clear_bits() const && = delete;

protected:
	using Bits::Bits;
	/// Checks a bit that is to be changed: warns if it does not exist.
	[[gnu::always_inline]] bool has(usize bit) const { return !warn_on_once(bit >= this->size()); }
};

/// The changing functions for a single owner.
template <typename Bits>
class BitmapPlain : public BitmapReads<Bits> {
public:
	[[gnu::always_inline]] void set(usize bit)
	{
		if (this->has(bit))
			::__set_bit(static_cast<long>(bit), this->words());
	}
	[[gnu::always_inline]] void clear(usize bit)
	{
		if (this->has(bit))
			::__clear_bit(static_cast<long>(bit), this->words());
	}
	[[gnu::always_inline]] void flip(usize bit)
	{
		if (this->has(bit))
			::__change_bit(static_cast<long>(bit), this->words());
	}
	/// Changes the bit; returns whether it was set before.
	[[gnu::always_inline]] bool test_and_set(usize bit)
	{
		return this->has(bit) && ::__test_and_set_bit(static_cast<long>(bit), this->words());
	}
	[[gnu::always_inline]] bool test_and_clear(usize bit)
	{
		return this->has(bit) && ::__test_and_clear_bit(static_cast<long>(bit), this->words());
	}
	/// Changes `count` bits from `first` on, or none if some of them do not exist.
	void set_area(usize first, usize count)
	{
		if (has_area(first, count))
			::bitmap_set(this->words(), static_cast<u32>(first), static_cast<u32>(count));
	}
	void clear_area(usize first, usize count)
	{
		if (has_area(first, count))
			::bitmap_clear(this->words(), static_cast<u32>(first), static_cast<u32>(count));
	}
	void set_all() { set_area(0, this->size()); }
	void clear_all() { clear_area(0, this->size()); }
	/// Copies the bits of another bitmap; clears those that the other one lacks, and ignores
	/// those that this one lacks.
	template <typename Other>
	void copy_from(const BitmapReads<Other> &other)
	{
		const BitmapReads<Other> *from = &other;

		if (static_cast<const void *>(from) == this)
			return;
		clear_all();
		for (usize bit : from->set_bits()) {
			if (bit >= this->size())
				break;
			set(bit);
		}
	}

private:
	bool has_area(usize first, usize count) const
	{
		return !warn_on_once(first > this->size() || count > this->size() - first);
	}
};

/// The changing functions for several tasks at once. Each bit changes atomically by itself.
template <typename Bits>
class BitmapAtomic : public BitmapReads<Bits> {
public:
	/// Changes the bit; orders nothing.
	[[gnu::always_inline]] void set(usize bit) const
	{
		if (this->has(bit))
			::set_bit(static_cast<long>(bit), this->words());
	}
	[[gnu::always_inline]] void clear(usize bit) const
	{
		if (this->has(bit))
			::clear_bit(static_cast<long>(bit), this->words());
	}
	[[gnu::always_inline]] void flip(usize bit) const
	{
		if (this->has(bit))
			::change_bit(static_cast<long>(bit), this->words());
	}
	/// Changes the bit; returns whether it was set before. Ordered in full.
	[[nodiscard, gnu::always_inline]] bool test_and_set(usize bit) const
	{
		return this->has(bit) && ::test_and_set_bit(static_cast<long>(bit), this->words());
	}
	[[nodiscard, gnu::always_inline]] bool test_and_clear(usize bit) const
	{
		return this->has(bit) && ::test_and_clear_bit(static_cast<long>(bit), this->words());
	}
	/// Sets the first clear bit at `from` or after it, and returns it: nobody else gets it.
	///
	/// Errors: ENOSPC: all are set.
	Result<usize> claim(usize from = 0) const
	{
		for (usize bit = this->find_next_zero(from); bit < this->size(); bit = this->find_next_zero(bit + 1))
			if (!test_and_set(bit))
				return bit;
		return ENOSPC;
	}
};

} // namespace detail

/// `n` bits inside an object, all clear at first, changed by a single owner.
///
/// For several tasks at once, use an AtomicBitmap, or a Bitmap in the data of a lock. For a few
/// named flags, use an enum and bits.hpp.
///
/// test(), count(), empty() and full() read it; find_first(), find_next(), find_last() and their
/// forms that end in _zero search it and return size() if they find nothing; find_zero_area() finds
/// room for several bits; set_bits() and clear_bits() are for a range-based for. set(), clear() and
/// flip() change one bit, test_and_set() and test_and_clear() also return its old value, set_area()
/// and clear_area() change a range, set_all() and clear_all() change all bits, and copy_from()
/// copies another bitmap.
///
/// Example:
///     Bitmap<200> used;
///     used.set(3);
///     used.set_area(100, 20);
///     test.expect_eq(used.count(), 21u);
///     test.expect_eq(used.find_next(4), 100u);
///     test.expect_eq(TRY(used.find_zero_area(90, 30)), 120u);
template <usize n>
class Bitmap : public detail::BitmapPlain<detail::InlineBits<n>> {
public:
	constexpr Bitmap() = default;
	Bitmap(const Bitmap &) = delete;
	Bitmap &operator=(const Bitmap &) = delete;
};

/// `n` bits inside an object that several tasks may change at once; all clear at first.
///
/// A result may be out of date at once; test_and_set() and claim() tell which task was first.
///
/// It is read like a Bitmap. set(), clear() and flip() change one bit and order nothing;
/// test_and_set() and test_and_clear() return its old value and are fully ordered. claim(from) sets
/// the first clear bit at `from` or after it and returns its index, or fails with ENOSPC.
///
/// Example:
///     AtomicBitmap<64> tags;
///     test.expect_eq(TRY(tags.claim()), 0u);
///     test.expect_eq(TRY(tags.claim()), 1u);
///     tags.clear(0);
///     test.expect_eq(TRY(tags.claim()), 0u);
template <usize n>
class AtomicBitmap : public detail::BitmapAtomic<detail::InlineBits<n>> {
public:
	constexpr AtomicBitmap() = default;
	AtomicBitmap(const AtomicBitmap &) = delete;
	AtomicBitmap &operator=(const AtomicBitmap &) = delete;
};

/// A Bitmap on the heap, whose size is chosen at run time.
///
/// Example:
///     auto used = TRY(BitmapVec::create(1000, GFP_KERNEL));
///     used.set(999);
///     test.expect_eq(used.find_first(), 999u);
class BitmapVec : public detail::BitmapPlain<detail::HeapBits> {
public:
	/// Makes a bitmap with all bits clear.
	///
	/// Errors: ENOMEM; EINVAL: more than 2³¹ - 1 bits. Context: as `flags` allow.
	static Result<BitmapVec> create(usize bits, Gfp flags)
	{
		BitmapVec made;

		TRY(made.allocate(bits, flags));
		return made;
	}

private:
	BitmapVec() = default;
};

/// An AtomicBitmap on the heap, whose size is chosen at run time.
///
/// Example:
///     auto tags = TRY(AtomicBitmapVec::create(1000, GFP_KERNEL));
///     test.expect_eq(TRY(tags.claim(500)), 500u);
///     test.expect(tags.test_and_set(500));
class AtomicBitmapVec : public detail::BitmapAtomic<detail::HeapBits> {
public:
	/// Makes a bitmap with all bits clear.
	///
	/// Errors: ENOMEM; EINVAL: more than 2³¹ - 1 bits. Context: as `flags` allow.
	static Result<AtomicBitmapVec> create(usize bits, Gfp flags)
	{
		AtomicBitmapVec made;

		TRY(made.allocate(bits, flags));
		return made;
	}

private:
	AtomicBitmapVec() = default;
};

} // namespace kernel
