// SPDX-License-Identifier: GPL-2.0 OR MIT
#include <kernel/file/uaccess.hpp>
#include <kernel/memory/page.hpp>

namespace kernel::detail {

namespace {

/// Calls `f(address, count)` for the part in each page.
template <typename F>
void in_each_page(::page *first, usize offset, usize count, F f)
{
	while (count) {
		const usize within = offset & ~PAGE_MASK;
		const usize here = count < PAGE_SIZE - within ? count : PAGE_SIZE - within;
		u8 *page = static_cast<u8 *>(::kxx_kmap_local_page(first + (offset >> PAGE_SHIFT)));

		f(page + within, here);
		::kxx_kunmap_local(page);
		offset += here;
		count -= here;
	}
}

} // namespace

void read_pages(::page *first, usize offset, u8 *to, usize count)
{
	in_each_page(first, offset, count, [&](const u8 *at, usize here) {
		__builtin_memcpy(to, at, here);
		to += here;
	});
}

void write_pages(::page *first, usize offset, const u8 *from, usize count)
{
	in_each_page(first, offset, count, [&](u8 *at, usize here) {
		__builtin_memcpy(at, from, here);
		from += here;
	});
}

Result<> write_pages(::page *first, usize offset, UserReader &from, usize count)
{
	bool missing = false;

	if (from.size() < count) [[unlikely]]
		return EINVAL;
	// After the first short read, the reader is empty.
	in_each_page(first, offset, count, [&](u8 *at, usize here) {
		// SAFETY: so many bytes of the mapped page.
		missing |= from.read_some(Span<u8>::of(unsafe, at, here)) != here;
	});
	if (missing) [[unlikely]]
		return EFAULT;
	return ok;
}

Result<> read_pages(::page *first, usize offset, UserWriter &to, usize count)
{
	bool missing = false;

	if (to.size() < count) [[unlikely]]
		return EINVAL;
	in_each_page(first, offset, count, [&](const u8 *at, usize here) {
		// SAFETY: so many bytes of the mapped page.
		missing |= to.write_some(Span<const u8>::of(unsafe, at, here)) != here;
	});
	if (missing) [[unlikely]]
		return EFAULT;
	return ok;
}

void zero_pages(::page *first, usize offset, usize count)
{
	in_each_page(first, offset, count, [](u8 *at, usize here) { __builtin_memset(at, 0, here); });
}

void copy_pages(::page *to, ::page *from, usize count)
{
	for (usize i = 0; i < count; i++)
		in_each_page(from + i, 0, PAGE_SIZE,
			     [&](const u8 *at, usize here) { write_pages(to + i, 0, at, here); });
}

} // namespace kernel::detail
