// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Readers and writers for the memory of the calling process, which copy each byte once.
//!
//! C: include/linux/uaccess.h
//!
//! A process may change its memory at any moment. Two reads may return different data, and a check
//! of the first says nothing about the second. So a reader advances with each byte; to read the
//! same bytes twice, call again().
#pragma once

#include <type_traits>
#include <utility>

#include <asm/uaccess.hpp>
#include <asm/uaccess_64.hpp>
#include <helpers/uaccess.hpp>
#include <linux/fs.hpp>
#include <linux/uaccess.hpp>

#include <kernel/base/annotations.hpp>
#include <kernel/base/result.hpp>
#include <kernel/base/share.hpp>
#include <kernel/base/span.hpp>
#include <kernel/base/transmute.hpp>
#include <kernel/base/types.hpp>
#include <kernel/base/untrusted.hpp>
#include <kernel/memory/gfp.hpp>
#include <kernel/memory/vec.hpp>
#include <kernel/text/cstr.hpp>

namespace kernel {

/// Promises that a type may cross between the kernel and a process, for C structs with unions, and
/// for those with more than 16 fields, whose fields the library cannot check.
///
/// Safety:
/// - Any bytes make a T, and none of its bytes is padding or a pointer.
template <typename T>
inline constexpr bool user_data_by_promise = false;

/// Data that may cross between the kernel and a process: integers, and arrays and structs of them,
/// without padding, which would leak stale kernel memory. Bools and enumerations are not allowed,
/// since not every byte is a valid one, and neither are pointers, whose value is a secret in one
/// direction and a trap in the other: a process passes addresses as u64, for UserSlice::at().
///
/// Example:
///     struct Point {
///             u32 x, y;
///             u8 name[8];
///     };
///     struct Padded {
///             u8 kind;
///             u32 number;
///     };
///     static_assert(user_data<Point> && user_data<u64[4]>);
///     static_assert(!user_data<Padded> && !user_data<bool> && !user_data<Point *>);
template <typename T>
concept user_data = user_data_by_promise<std::remove_cv_t<std::remove_all_extents_t<T>>> || plain_data<T>;

/// The position at which a file is read or written next.
///
/// Example:
///     i64 raw = 3;
///     FilePos pos = FilePos::of(raw);
///     pos.set(pos.value() + 2);
///     test.expect_eq(raw, 5);
class __view(i64) FilePos {
public:
	/// Views the position that C passes by pointer.
	[[gnu::always_inline]] static constexpr FilePos of(i64 &raw __lifetimebound) { return FilePos(raw); }

	constexpr i64 value() const __atomic { return *raw_; }
	/// Sets the position.
	constexpr void set(i64 value) __atomic { *raw_ = value; }

	/// The position, for C.
	[[gnu::always_inline]] constexpr i64 *as_raw() const __lifetimebound { return raw_; }

private:
	[[gnu::always_inline]] explicit constexpr FilePos(i64 &raw) : raw_(&raw) {}

	i64 *raw_;
};

namespace detail {

/// An integer that get_user() and put_user() support.
template <typename T>
concept user_word = std::is_integral_v<T> && sizeof(T) <= 8;

template <user_word T>
[[gnu::always_inline]] inline int get_user(T &value, usize address)
{
	if constexpr (sizeof(T) == 1)
		return ::kxx_get_user_u8(reinterpret_cast<u8 *>(&value), reinterpret_cast<u8 *>(address));
	else if constexpr (sizeof(T) == 2)
		return ::kxx_get_user_u16(reinterpret_cast<u16 *>(&value), reinterpret_cast<u16 *>(address));
	else if constexpr (sizeof(T) == 4)
		return ::kxx_get_user_u32(reinterpret_cast<u32 *>(&value), reinterpret_cast<u32 *>(address));
	else
		return ::kxx_get_user_u64(reinterpret_cast<u64 *>(&value), reinterpret_cast<u64 *>(address));
}
template <user_word T>
[[gnu::always_inline]] inline int put_user(T value, usize address)
{
	if constexpr (sizeof(T) == 1)
		return ::kxx_put_user_u8(static_cast<u8>(value), reinterpret_cast<u8 *>(address));
	else if constexpr (sizeof(T) == 2)
		return ::kxx_put_user_u16(static_cast<u16>(value), reinterpret_cast<u16 *>(address));
	else if constexpr (sizeof(T) == 4)
		return ::kxx_put_user_u32(static_cast<u32>(value), reinterpret_cast<u32 *>(address));
	else
		return ::kxx_put_user_u64(static_cast<u64>(value), reinterpret_cast<u64 *>(address));
}

/// The address and the length that remain for a reader or a writer.
class UserRange {
public:
	constexpr UserRange(usize address, usize size) : address_(address), size_(size) {}

	void *at() const { return reinterpret_cast<void *>(address_); }
	void advance(usize count)
	{
		address_ += count;
		size_ -= count;
	}
	/// Empties the range after a failure, so that nothing can be read a second time.
	void close() { size_ = 0; }

	usize address_;
	usize size_;
};

/// Appends all remaining bytes to a vector. Returns a negative errno or 0.
int read_all(UserRange &range, Vec<u8> &to, usize limit, Gfp flags);
/// Reads up to and including the next NUL. Returns a negative errno or 0.
int read_text(UserRange &range, char *to, usize room);

} // namespace detail

/// Reads memory of the calling process from front to back, each byte once.
///
/// A file's write() gets one, and UserSlice makes one from an address. The memory may be unmapped,
/// belong to the kernel, or change at the same time: this leads to an error or to other bytes, and
/// to nothing worse.
///
/// Context: process, of the task that made it; may sleep.
/// Invariants:
/// - this object never reads a byte before `range_` again.
///
/// Example:
///     // There is no memory at such an address.
///     UserReader reader = UserSlice::at(1, 8).reader();
///     test.expect_error(reader.read<u32>(), EFAULT);
///     test.expect_error(reader.read<u32>(), EINVAL); // not read a second time
class [[nodiscard]] __user_memory UserReader : TaskBound {
public:
	UserReader(UserReader &&other) noexcept : range_(other.range_.address_, std::exchange(other.range_.size_, 0)) {}
	UserReader &operator=(UserReader &&) = delete;

	/// The number of remaining bytes.
	[[gnu::always_inline]] __count_from_user usize size() const __atomic { return range_.size_; }
	[[gnu::always_inline]] bool empty() const __atomic { return range_.size_ == 0; }

	/// Fills all of `to`. After a fault, the reader is empty.
	///
	/// Errors: EFAULT: part of the memory is not accessible; EINVAL: fewer bytes remain.
	template <typename T>
		requires(user_data<T> && !std::is_const_v<T>)
	[[gnu::always_inline]] Result<> read(Span<T> to __from_user) __sleeps
	{
		return fetch(to.data(), to.size_bytes());
	}
	/// Reads the next T; an integer is an Untrusted<T>.
	///
	/// Errors: EFAULT, EINVAL, as above.
	template <user_data T>
	[[gnu::always_inline]] __from_user Result<FromUser<T>> read() __sleeps
	{
		T value;

		TRY(fetch(&value, sizeof(T)));
		return FromUser<T>(value);
	}
	/// Reads as many bytes as remain and fit into `to`. Returns how many: fewer only if memory
	/// is not accessible; then the reader is empty, and the rest of `to` is zero.
	[[gnu::always_inline]] __count_at_most usize read_some(Span<u8> to __filled_in_part) __sleeps
	{
		const usize wanted = to.size() < range_.size_ ? to.size() : range_.size_;
		const usize missing = ::copy_from_user(to.data(), range_.at(), wanted);

		range_.advance(wanted - missing);
		if (missing) [[unlikely]]
			range_.close();
		return wanted - missing;
	}
	/// Appends all remaining bytes to a vector, which is unchanged on failure. The process
	/// chooses the length, so more than `limit` bytes are refused.
	///
	/// Errors: EFAULT, ENOMEM; E2BIG: more than `limit` bytes remain.
	Result<> read_all(Vec<u8> &to, usize limit __trusted_size, Gfp flags) __sleeps
	{
		return Result<>::from_c(detail::read_all(range_, to, limit, flags));
	}
	/// Copies the text up to the next NUL to `to`; the reader advances past that NUL.
	///
	/// Errors: EFAULT; E2BIG: the remaining bytes have no NUL, or `to` has no room for the
	/// text. The reader is then empty.
	Result<CStr> read_text(Span<char> to __lifetimebound) __sleeps
	{
		TRY(Result<>::from_c(detail::read_text(range_, to.data(), to.size())));
		// SAFETY: it ends with the NUL that was found.
		return CStr::from_raw(unsafe, to.data());
	}
	/// Copies to position `pos` of `to`, as much as there is room for, and advances `pos`.
	///
	/// Errors: EFAULT: none could be read; EINVAL: a position below zero.
	[[gnu::always_inline]] Result<usize> read_into(Span<u8> to, FilePos &pos) __sleeps
	{
		const long count =
			::simple_write_to_buffer(to.data(), to.size(), pos.as_raw(), range_.at(), range_.size_);

		range_.close();
		return Result<usize>::from_c(count);
	}
	/// Skips `count` bytes. Errors: EINVAL: fewer remain.
	Result<> skip(usize count) __atomic
	{
		if (count > range_.size_) [[unlikely]]
			return EINVAL;
		range_.advance(count);
		return ok;
	}

	/// Another reader of the remaining bytes, for a deliberate double fetch. The two may read
	/// different data.
	__same_memory UserReader again() const __atomic { return UserReader(range_.address_, range_.size_); }

	/// Reads the `size` bytes at an address that C passes.
	///
	/// Safety:
	/// - The caller is in a call of a process, and `address` is what that process passed.
	[[gnu::always_inline]] static UserReader from_raw(unsafe_t, const void *address, usize size)
	{
		return UserReader(reinterpret_cast<usize>(address), size);
	}

private:
	friend class UserSlice;

	[[gnu::always_inline]] UserReader(usize address, usize size) : range_(address, size) {}

	template <typename T>
	[[gnu::always_inline]] Result<> fetch(T *to, usize size)
	{
		if (size > range_.size_) [[unlikely]]
			return EINVAL;
		usize missing;
		if constexpr (detail::user_word<T>)
			missing = size == sizeof(T) ? static_cast<usize>(detail::get_user(*to, range_.address_))
						    : ::copy_from_user(to, range_.at(), size);
		else
			missing = ::copy_from_user(to, range_.at(), size);
		if (missing) [[unlikely]] {
			range_.close();
			return EFAULT;
		}
		range_.advance(size);
		return ok;
	}

	detail::UserRange range_;
};

/// Writes memory of the calling process from front to back.
///
/// A file's read() gets one, and UserSlice makes one from an address. It writes only types without
/// padding, so that no kernel memory leaks.
///
/// Context: process, of the task that made it; may sleep.
///
/// Example:
///     UserWriter writer = UserSlice::at(1, 8).writer();
///     test.expect_error(writer.write(u32{ 7 }), EFAULT);
class [[nodiscard]] UserWriter : TaskBound {
public:
	UserWriter(UserWriter &&other) noexcept : range_(other.range_.address_, std::exchange(other.range_.size_, 0)) {}
	UserWriter &operator=(UserWriter &&) = delete;

	/// The number of remaining bytes.
	[[gnu::always_inline]] usize size() const __atomic { return range_.size_; }
	[[gnu::always_inline]] bool empty() const __atomic { return range_.size_ == 0; }

	/// Writes all of `from`. After a fault the writer is empty, and some bytes may have been
	/// written.
	///
	/// Errors: EFAULT: part of the memory is not accessible or not writable; EINVAL: less room
	/// remains.
	template <typename T>
		requires user_data<T>
	[[gnu::always_inline]] Result<> write(Span<T> from) __sleeps
	{
		return store(from.data(), from.size_bytes());
	}
	/// Writes one T. Errors: EFAULT, EINVAL, as above.
	template <user_data T>
	[[gnu::always_inline]] Result<> write(const T &value) __sleeps
	{
		return store(&value, sizeof(T));
	}
	/// Writes as many bytes of `from` as there is room for. Returns how many: fewer only if
	/// memory is not accessible, and then the writer is empty.
	[[gnu::always_inline]] usize write_some(Span<const u8> from) __sleeps
	{
		const usize wanted = from.size() < range_.size_ ? from.size() : range_.size_;
		const usize missing = ::copy_to_user(range_.at(), from.data(), wanted);

		range_.advance(wanted - missing);
		if (missing) [[unlikely]]
			range_.close();
		return wanted - missing;
	}
	/// Copies from position `pos` of `from`, as much as there is room for, and advances `pos`;
	/// returns 0 at the end.
	///
	/// Errors: EFAULT: none could be written; EINVAL: a position below zero.
	[[gnu::always_inline]] Result<usize> write_from(Span<const u8> from, FilePos &pos) __sleeps
	{
		const long count =
			::simple_read_from_buffer(range_.at(), range_.size_, pos.as_raw(), from.data(), from.size());

		range_.close();
		return Result<usize>::from_c(count);
	}
	/// Writes zeroes. Errors: EFAULT, EINVAL.
	Result<> fill_zero(usize count) __sleeps
	{
		if (count > range_.size_) [[unlikely]]
			return EINVAL;
		if (::clear_user(range_.at(), count)) [[unlikely]] {
			range_.close();
			return EFAULT;
		}
		range_.advance(count);
		return ok;
	}

	/// Writes the `size` bytes at an address that C passes.
	///
	/// Safety:
	/// - The caller is in a call of a process, and `address` is what that process passed.
	[[gnu::always_inline]] static UserWriter from_raw(unsafe_t, void *address, usize size)
	{
		return UserWriter(reinterpret_cast<usize>(address), size);
	}

private:
	friend class UserSlice;

	[[gnu::always_inline]] UserWriter(usize address, usize size) : range_(address, size) {}

	template <typename T>
	[[gnu::always_inline]] Result<> store(const T *from, usize size)
	{
		if (size > range_.size_) [[unlikely]]
			return EINVAL;
		usize missing;
		if constexpr (detail::user_word<T>)
			missing = size == sizeof(T) ? static_cast<usize>(detail::put_user(*from, range_.address_))
						    : ::copy_to_user(range_.at(), from, size);
		else
			missing = ::copy_to_user(range_.at(), from, size);
		if (missing) [[unlikely]] {
			range_.close();
			return EFAULT;
		}
		range_.advance(size);
		return ok;
	}

	detail::UserRange range_;
};

/// An address and a length that a process passed, neither checked nor read yet.
///
/// Use it for an address inside data that was read, such as the argument of an ioctl. It turns into
/// a reader or a writer, once; both() is for memory that is read and then written.
///
/// Context: process; in a kernel thread, which has no process, every access fails.
///
/// Example:
///     UserSlice slice = UserSlice::at(0xffff'8000'0000'0000, 4); // the kernel's own memory
///     test.expect_error(std::move(slice).reader().read<u32>(), EFAULT);
///     test.expect(std::move(slice).reader().empty()); // not a second time
class [[nodiscard]] UserSlice : TaskBound {
public:
	/// Names a range of the running process; the access itself checks whether it is valid.
	[[gnu::always_inline]] static UserSlice at(u64 address __user_address, usize size)
	{
		// Addresses that belong to nobody fault.
		return UserSlice(::kxx_current_has_memory() ? address : ~u64{ 0 } >> 1, size);
	}
	UserSlice(UserSlice &&other) noexcept : address_(other.address_), size_(std::exchange(other.size_, 0)) {}
	UserSlice &operator=(UserSlice &&) = delete;

	/// The number of bytes.
	[[gnu::always_inline]] usize size() const __atomic { return size_; }

	/// Turns it into a reader.
	[[gnu::always_inline]] UserReader reader() && { return UserReader(address_, std::exchange(size_, 0)); }
	/// Turns it into a writer.
	[[gnu::always_inline]] UserWriter writer() && { return UserWriter(address_, std::exchange(size_, 0)); }
	struct Both;
	/// Turns it into a reader and a writer, to write the answer to the same place.
	[[gnu::always_inline]] inline Both both() &&;

private:
	[[gnu::always_inline]] UserSlice(usize address, usize size) : address_(address), size_(size) {}

	usize address_;
	usize size_;
};

/// A reader and a writer of the same memory.
struct UserSlice::Both {
	/// The reader.
	UserReader reader;
	/// The writer.
	UserWriter writer;
};

inline UserSlice::Both UserSlice::both() &&
{
	const usize size = std::exchange(size_, 0);

	return { UserReader(address_, size), UserWriter(address_, size) };
}

} // namespace kernel
