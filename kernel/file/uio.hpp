// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Memory in several pieces, of a process or of the kernel, for reads and writes of a file.
//!
//! C: include/linux/uio.h
#pragma once

#include <type_traits>

#include <linux/uio.hpp>

#include <kernel/base/annotations.hpp>
#include <kernel/base/result.hpp>
#include <kernel/base/share.hpp>
#include <kernel/base/span.hpp>
#include <kernel/base/types.hpp>
#include <kernel/base/untrusted.hpp>
#include <kernel/file/uaccess.hpp>

namespace kernel {

/// Reads from pieces of memory, front to back, each byte once. A file's write_iter() gets one.
///
/// For a file that is used only by read(2) and write(2), a UserReader is enough, and cheaper; this
/// one also serves io_uring, and writev(2) in one call. It is a view of the C iterator, which
/// advances.
///
/// Context: process; may sleep.
///
/// Only a file's write_iter() gets one; `tests/vm/misc_files` has an example.
class [[nodiscard]] IovReader : TaskBound {
public:
	IovReader(IovReader &&) = default;
	IovReader &operator=(IovReader &&) = delete;

	/// The number of remaining bytes in all pieces.
	usize size() const __atomic { return ::iov_iter_count(raw_); }
	bool empty() const __atomic { return size() == 0; }

	/// Fills all of `to`. Bytes that were read before a fault are not read again.
	///
	/// Errors: EFAULT: part of the memory is not accessible; EINVAL: fewer bytes remain.
	template <typename T>
		requires(user_data<T> && !std::is_const_v<T>)
	Result<> read(Span<T> to) __sleeps
	{
		if (to.size_bytes() > size()) [[unlikely]]
			return EINVAL;
		if (::copy_from_iter(to.data(), to.size_bytes(), raw_) != to.size_bytes()) [[unlikely]]
			return EFAULT;
		return ok;
	}
	/// Reads the next T; an integer is an Untrusted<T>. Errors: EFAULT, EINVAL, as above.
	template <user_data T>
	__from_user Result<FromUser<T>> read() __sleeps
	{
		T value{};

		// SAFETY: room for one T.
		TRY(read(Span<T>::of(unsafe, &value, 1)));
		return FromUser<T>(value);
	}
	/// Reads as many bytes as remain and fit into `to`. Returns how many; fewer if memory is
	/// not accessible.
	usize read_some(Span<u8> to) __sleeps { return ::copy_from_iter(to.data(), to.size(), raw_); }
	/// Skips `count` bytes. Errors: EINVAL: fewer remain.
	Result<> skip(usize count) __atomic
	{
		if (count > size()) [[unlikely]]
			return EINVAL;
		::iov_iter_advance(raw_, count);
		return ok;
	}

	/// Views the iterator that C passes to write_iter().
	///
	/// Safety:
	/// - `raw` is a source, and nobody else uses it for as long as the result lives.
	static IovReader from_raw(unsafe_t, ::iov_iter *raw) { return IovReader(raw); }

private:
	explicit IovReader(::iov_iter *raw) : raw_(raw) {}

	::iov_iter *raw_;
};

/// Writes to pieces of memory, front to back. A file's read_iter() gets one. See IovReader.
///
/// Context: process; may sleep.
///
/// Only a file's read_iter() gets one; `tests/vm/misc_files` has an example.
class [[nodiscard]] IovWriter : TaskBound {
public:
	IovWriter(IovWriter &&) = default;
	IovWriter &operator=(IovWriter &&) = delete;

	/// The number of remaining bytes in all pieces.
	usize size() const __atomic { return ::iov_iter_count(raw_); }
	bool empty() const __atomic { return size() == 0; }

	/// Writes all of `from`. After a fault, part of it has been written.
	///
	/// Errors: EFAULT: part of the memory is not accessible or not writable; EINVAL: less room
	/// remains.
	template <user_data T>
	Result<> write(Span<T> from) __sleeps
	{
		if (from.size_bytes() > size()) [[unlikely]]
			return EINVAL;
		if (::copy_to_iter(from.data(), from.size_bytes(), raw_) != from.size_bytes()) [[unlikely]]
			return EFAULT;
		return ok;
	}
	/// Writes one T. Errors: EFAULT, EINVAL, as above.
	template <user_data T>
	Result<> write(const T &value) __sleeps
	{
		// SAFETY: `value` is one readable T.
		return write(Span<const T>::of(unsafe, &value, 1));
	}
	/// Writes as many bytes of `from` as there is room for. Returns how many; fewer if memory
	/// is not accessible.
	usize write_some(Span<const u8> from) __sleeps { return ::copy_to_iter(from.data(), from.size(), raw_); }
	/// Copies from position `pos` of `from`, as much as there is room for, and advances `pos`;
	/// returns 0 at the end.
	///
	/// Errors: EFAULT: none could be written; EINVAL: a position below zero.
	Result<usize> write_from(Span<const u8> from, FilePos &pos) __sleeps
	{
		if (pos.value() < 0) [[unlikely]]
			return EINVAL;
		const auto rest = from.drop(static_cast<usize>(pos.value()));
		const usize count = write_some(rest);
		if (!count && !rest.empty() && !empty()) [[unlikely]]
			return EFAULT;
		pos.set(pos.value() + static_cast<i64>(count));
		return count;
	}
	/// Writes zeroes. Errors: EFAULT, EINVAL.
	Result<> fill_zero(usize count) __sleeps
	{
		if (count > size()) [[unlikely]]
			return EINVAL;
		if (::iov_iter_zero(count, raw_) != count) [[unlikely]]
			return EFAULT;
		return ok;
	}

	/// Views the iterator that C passes to read_iter().
	///
	/// Safety:
	/// - `raw` is a destination, and nobody else uses it for as long as the result lives.
	static IovWriter from_raw(unsafe_t, ::iov_iter *raw) { return IovWriter(raw); }

private:
	explicit IovWriter(::iov_iter *raw) : raw_(raw) {}

	::iov_iter *raw_;
};

} // namespace kernel
