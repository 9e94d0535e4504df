// SPDX-License-Identifier: GPL-2.0 OR MIT

#include <kernel/attr/debugfs.hpp>

#include <asm/page_types.hpp>
#include <linux/slab.hpp>
#include <linux/string.hpp>

#include <kernel/base/err.hpp>
#include <kernel/base/unload.hpp>
#include <kernel/memory/alloc.hpp>
#include <kernel/memory/gfp.hpp>

namespace kernel::debugfs::detail {

namespace {

constexpr usize page = ::macro::PAGE_SIZE;

} // namespace

void add_file(const char *name, ::umode_t mode, ::dentry *dir, const void *object,
	      const ::file_operations &operations) __sleeps
{
	files_may_be_open();
	::debugfs_create_file(name, mode, dir, const_cast<void *>(object), &operations);
}

long write_text(const char *user, usize size, const void *object,
		long (*store)(const void *object, const char *text, usize size)) __sleeps
{
	if (size > page)
		return E2BIG.to_c();
	auto copied = from_err_ptr(static_cast<char *>(::memdup_user_nul(user, size)));
	char **text = copied.get();

	if (!text) [[unlikely]]
		return copied.to_c();
	const long status = store(object, *text, size);
	::kfree(*text);
	return status;
}

long write_bytes(const char *user, usize size, ::loff_t *position, const void *object,
		 Result<usize> (*store)(const void *object, Span<const u8> bytes, u64 position)) __sleeps
{
	if (*position < 0)
		return EINVAL.to_c();
	if (size == 0)
		return 0;
	const usize count = size < page ? size : page;
	auto copied = from_err_ptr(static_cast<u8 *>(::memdup_user(user, count)));
	u8 **bytes = copied.get();

	if (!bytes) [[unlikely]]
		return copied.to_c();
	// SAFETY: so many were copied, and stay until they are freed below.
	auto taken = store(object, Span<const u8>::of(unsafe, *bytes, count), static_cast<u64>(*position));
	::kfree(*bytes);
	const usize *amount = taken.get();
	if (!amount)
		return taken.to_c();
	const usize done = *amount < count ? *amount : count;
	*position += static_cast<::loff_t>(done);
	return static_cast<long>(done);
}

long read_bytes(char *user, usize size, ::loff_t *position, const void *object,
		Result<usize> (*show)(const void *object, Span<u8> bytes, u64 position)) __sleeps
{
	if (*position < 0)
		return EINVAL.to_c();
	if (size == 0)
		return 0;
	const usize count = size < page ? size : page;
	u8 *bytes = static_cast<u8 *>(Kmalloc::alloc(count, GFP_KERNEL | __GFP_ZERO));

	if (!bytes) [[unlikely]]
		return ENOMEM.to_c();
	// SAFETY: just allocated, zeroed, and freed below.
	auto given = show(object, Span<u8>::of(unsafe, bytes, count), static_cast<u64>(*position));
	long done = given.to_c();
	if (const usize *amount = given.get()) {
		::loff_t from = 0;
		done = ::simple_read_from_buffer(user, *amount < count ? *amount : count, &from, bytes, count);
		if (done > 0)
			*position += done;
	}
	Kmalloc::free(bytes);
	return done;
}

} // namespace kernel::debugfs::detail
