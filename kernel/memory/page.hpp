// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Contiguous pages of memory: 1, 2, 4, … of them.
//!
//! C: include/linux/gfp.h (alloc_pages), include/linux/mm_types.h, include/linux/highmem.h
#pragma once

#include <utility>

#include <asm/page_types.hpp>
#include <helpers/mm.hpp>
#include <linux/mm_types.hpp>

#include <kernel/base/annotations.hpp>
#include <kernel/base/result.hpp>
#include <kernel/base/share.hpp>
#include <kernel/base/span.hpp>
#include <kernel/base/types.hpp>
#include <kernel/memory/gfp.hpp>

namespace kernel {

class UserReader;
class UserWriter;

/// Bytes of one page.
inline constexpr usize PAGE_SIZE = ::macro::PAGE_SIZE;
/// The logarithm of PAGE_SIZE to base 2.
inline constexpr unsigned PAGE_SHIFT = ::macro::PAGE_SHIFT;
/// The bits of an address that identify its page.
inline constexpr usize PAGE_MASK = ~(PAGE_SIZE - 1);

/// Rounds `address` up to the start of a page. Errors: EOVERFLOW.
[[gnu::always_inline]] constexpr Result<usize> page_align(usize address) __atomic
{
	if (address > PAGE_MASK) [[unlikely]]
		return EOVERFLOW;
	return (address + PAGE_SIZE - 1) & PAGE_MASK;
}

namespace detail {

// The page must have `offset + count` bytes.
void read_pages(::page *first, usize offset, u8 *to, usize count);
void write_pages(::page *first, usize offset, const u8 *from, usize count);
void zero_pages(::page *first, usize offset, usize count);
void copy_pages(::page *to, ::page *from, usize count);
// 0, or EINVAL or EFAULT of the reader or writer.
Result<> write_pages(::page *first, usize offset, UserReader &from, usize count) __sleeps;
Result<> read_pages(::page *first, usize offset, UserWriter &to, usize count) __sleeps;

} // namespace detail

/// One page, mapped so that the CPU can access it. A task must end its mappings in the reverse of
/// the order in which it made them, which local variables do.
///
/// Pages::map() makes it; a mapping of `const u8` is for reading.
template <typename Byte>
class [[nodiscard]] PageMapping : Pinned, TaskBound {
public:
	~PageMapping() __atomic { ::kxx_kunmap_local(const_cast<void *>(static_cast<const void *>(address_))); }

	/// All bytes of the page.
	Span<Byte> bytes() & __lifetimebound
	{
		// SAFETY: a mapped page has so many bytes, and stays mapped for as long as this lives.
		return Span<Byte>::of(unsafe, address_, PAGE_SIZE);
	}
	Span<Byte> bytes() && = delete;

private:
	template <unsigned>
	friend class Pages;

	[[gnu::always_inline]] explicit PageMapping(::page *page)
		: address_(static_cast<Byte *>(::kxx_kmap_local_page(page)))
	{
	}

	Byte *address_;
};

/// Owns 2^order physically contiguous pages.
///
/// Use it for memory that is mapped elsewhere or passed to a device page by page; otherwise use a
/// Box or a Vec. The memory starts as zeroes, except from alloc_uninit(), whose caller must write
/// all of it first.
///
/// Invariants:
/// - `first_` is the first of 2^order pages with a reference of its own, or null after a move.
///
/// Example:
///     auto page = TRY(Page::alloc(GFP_KERNEL));
///     const u8 text[] = { 'k', 'x', 'x' };
///     TRY(page.write(PAGE_SIZE - 3, span_of(text)));
///     test.expect_error(page.write(PAGE_SIZE - 2, span_of(text)), ERANGE);
///     u8 read[4];
///     TRY(page.read(PAGE_SIZE - 4, span_of(read)));
///     test.expect_eq(read[0], 0);
///     test.expect_eq(read[3], 'x');
template <unsigned order = 0>
class [[nodiscard]] Pages {
	static_assert(order <= 10, "the page allocator has no larger order: use VVec");

public:
	/// Allocates pages of zeroes. Errors: ENOMEM. Context: as `flags` allow.
	static Result<Pages> alloc(Gfp flags)
	{
		// SAFETY: the pages are zeroed.
		return alloc_uninit(unsafe, flags | __GFP_ZERO);
	}
	/// Allocates pages with the contents that their last user left there, for a caller that
	/// overwrites them and saves the time for zeroing. Errors: ENOMEM. Context: as `flags`
	/// allow.
	///
	/// Safety:
	/// - No byte is read, by the CPU, a device or user space, before it was written.
	static Result<Pages> alloc_uninit(unsafe_t, Gfp flags)
	{
		::page *first = ::kxx_alloc_pages(flags.bits(), order);

		if (!first) [[unlikely]]
			return ENOMEM;
		return Pages(first);
	}
	Pages(Pages &&other) noexcept : first_(std::exchange(other.first_, nullptr)) {}
	Pages &operator=(Pages &&other) noexcept
	{
		Pages taken(std::move(other));

		std::swap(first_, taken.first_);
		return *this;
	}
	~Pages() __atomic
	{
		if (first_)
			::kxx_free_pages(first_, order);
	}

	/// How many pages.
	static constexpr usize count() __atomic { return usize{ 1 } << order; }
	/// How many bytes.
	static constexpr usize size() __atomic { return PAGE_SIZE << order; }

	/// Copies bytes out. Errors: ERANGE unless all of them are in the pages. Context: any.
	Result<> read(usize offset, Span<u8> to) const __atomic
	{
		if (!fits(offset, to.size())) [[unlikely]]
			return ERANGE;
		if constexpr (order == 0) {
			const PageMapping<const u8> page(first_);
			__builtin_memcpy(to.data(), page.address_ + offset, to.size());
		} else {
			detail::read_pages(first_, offset, to.data(), to.size());
		}
		return ok;
	}
	/// Copies bytes in. Errors: ERANGE unless there is room for all of them. Context: any.
	Result<> write(usize offset, Span<const u8> from) __atomic
	{
		if (!fits(offset, from.size())) [[unlikely]]
			return ERANGE;
		if constexpr (order == 0) {
			const PageMapping<u8> page(first_);
			__builtin_memcpy(page.address_ + offset, from.data(), from.size());
		} else {
			detail::write_pages(first_, offset, from.data(), from.size());
		}
		return ok;
	}
	/// Copies bytes in from the memory of a process.
	///
	/// Errors: ERANGE unless there is room for all of them; EINVAL: the reader has fewer bytes
	/// left; EFAULT: part of the process's memory is not accessible, and some bytes may have
	/// been written.
	/// Context: process; may sleep.
	Result<> write(usize offset, UserReader &from, usize bytes) __sleeps
	{
		if (!fits(offset, bytes)) [[unlikely]]
			return ERANGE;
		return detail::write_pages(first_, offset, from, bytes);
	}
	/// Copies bytes out to the memory of a process.
	///
	/// Errors: ERANGE unless all of them are in the pages; EINVAL: the writer has less room
	/// left; EFAULT: part of the process's memory is not accessible, and some bytes may have
	/// been written.
	/// Context: process; may sleep.
	Result<> read(usize offset, UserWriter &to, usize bytes) const __sleeps
	{
		if (!fits(offset, bytes)) [[unlikely]]
			return ERANGE;
		return detail::read_pages(first_, offset, to, bytes);
	}
	/// Writes zeroes. Errors: ERANGE. Context: any.
	Result<> fill_zero(usize offset, usize bytes) __atomic
	{
		if (!fits(offset, bytes)) [[unlikely]]
			return ERANGE;
		if constexpr (order == 0) {
			const PageMapping<u8> page(first_);
			__builtin_memset(page.address_ + offset, 0, bytes);
		} else {
			detail::zero_pages(first_, offset, bytes);
		}
		return ok;
	}
	/// Writes zeroes everywhere. Context: any.
	void fill_zero() __atomic { detail::zero_pages(first_, 0, size()); }
	/// Copies all bytes from other pages. Context: any.
	void copy_from(const Pages &other) __atomic { detail::copy_pages(first_, other.first_, count()); }

	/// Maps the only page.
	[[gnu::always_inline]] PageMapping<u8> map() & __lifetimebound
		requires(order == 0)
	{
		return PageMapping<u8>(first_);
	}
	[[gnu::always_inline]] PageMapping<const u8> map() const & __lifetimebound
		requires(order == 0)
	{
		return PageMapping<const u8>(first_);
	}
	/// Maps one of the pages, or the last one if `index` is past the end.
	[[gnu::always_inline]] PageMapping<u8> map(usize index) & __lifetimebound
	{
		return PageMapping<u8>(first_ + (index < count() ? index : count() - 1));
	}
	[[gnu::always_inline]] PageMapping<const u8> map(usize index) const & __lifetimebound
	{
		return PageMapping<const u8>(first_ + (index < count() ? index : count() - 1));
	}
	PageMapping<u8> map() && = delete;
	PageMapping<u8> map(usize) && = delete;

	/// The number of the first page frame.
	usize frame() const __atomic { return ::kxx_page_to_pfn(first_); }
	/// The physical address of the first page. Devices do not use it; they use a DMA address.
	u64 physical_address() const __atomic { return ::kxx_page_to_phys(first_); }

	/// The C page, for library code that passes it to the kernel.
	///
	/// Safety:
	/// - The caller does not free the page, and uses it only while this lives, unless it takes
	///   a reference of its own.
	::page *as_raw(unsafe_t) const __lifetimebound { return first_; }
	/// Gives up ownership. from_raw() takes it back.
	[[nodiscard]] __disowns ::page *into_raw() && { return std::exchange(first_, nullptr); }
	/// Takes ownership.
	///
	/// Safety:
	/// - `first` came from into_raw() of the same order, or from alloc_pages() with it, and nobody else
	///   frees it.
	__adopts static Pages from_raw(unsafe_t, ::page *first) { return Pages(first); }

private:
	explicit Pages(::page *first) : first_(first) {}

	static constexpr bool fits(usize offset, usize bytes) { return offset <= size() && bytes <= size() - offset; }

	::page *first_;
};

/// One page.
using Page = Pages<0>;

template <unsigned order>
struct Sharing<Pages<order>> {
	static constexpr bool shareable = true;
	static constexpr bool sendable = true;
};

} // namespace kernel
