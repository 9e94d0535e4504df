// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Open files, and the descriptors by which a process refers to them.
//!
//! C: include/linux/fs.h (struct file), include/linux/file.h
#pragma once

#include <utility>

#include <helpers/file.hpp>
#include <linux/file.hpp>
#include <linux/fs.hpp>
#include <uapi/asm-generic/fcntl.hpp>

#include <kernel/base/annotations.hpp>
#include <kernel/base/result.hpp>
#include <kernel/base/share.hpp>
#include <kernel/base/types.hpp>
#include <kernel/memory/ref.hpp>
#include <kernel/task/cred.hpp>

namespace kernel {

/// A set of O_… flags, which open() takes and some of which fcntl() changes.
///
/// Example:
///     const FileFlags flags = O_NONBLOCK | O_CLOEXEC;
///     test.expect(flags.contains(O_NONBLOCK) && !flags.contains(O_APPEND));
class [[nodiscard]] FileFlags {
public:
	constexpr FileFlags() = default;
	/// Makes a set from C's bits.
	explicit constexpr FileFlags(unsigned int bits) : bits_(bits) {}

	constexpr unsigned int to_c() const __atomic { return bits_; }
	constexpr bool contains(FileFlags flags) const __atomic { return (bits_ & flags.bits_) == flags.bits_; }

	friend constexpr FileFlags operator|(FileFlags a, FileFlags b) __atomic { return FileFlags(a.bits_ | b.bits_); }
	friend constexpr bool operator==(FileFlags, FileFlags) = default;

private:
	unsigned int bits_ = 0;
};

/// Each write appends at the end.
inline constexpr FileFlags O_APPEND{ ::macro::O_APPEND };
/// The caller does not want to wait.
inline constexpr FileFlags O_NONBLOCK{ ::macro::O_NONBLOCK };
/// A write returns only after the data, and the metadata needed to read it, is on the disk.
inline constexpr FileFlags O_DSYNC{ ::macro::O_DSYNC };
/// Like O_DSYNC, but all metadata is on the disk as well.
inline constexpr FileFlags O_SYNC{ ::macro::O_SYNC };
/// Bypasses the page cache.
inline constexpr FileFlags O_DIRECT{ ::macro::O_DIRECT };
/// Refers to the file without opening it for I/O.
inline constexpr FileFlags O_PATH{ ::macro::O_PATH };
/// The descriptor is closed when the process runs another program.
inline constexpr FileFlags O_CLOEXEC{ ::macro::O_CLOEXEC };

/// An open file, to which a descriptor refers, or several after dup() and fork(). This is a view of
/// the kernel's own object.
///
/// A file's callbacks get it as an argument, and a Ref<File> owns it. All operations are const: any
/// number of tasks may use one File at once.
///
/// Example:
///     test.expect_error(File::get(-1), EBADF);
class File {
public:
	File() = delete;
	File(const File &) = delete;
	File &operator=(const File &) = delete;

	/// Gets the file to which a descriptor of the calling process refers.
	///
	/// Errors: EBADF: the descriptor is not open, or the task has no descriptors, as a kernel
	/// thread or an exiting task.
	/// Context: process.
	static inline Result<Ref<File>> get(i32 fd);
	/// Makes another owner.
	inline Ref<File> share() const;

	/// The current flags: fcntl() may change O_NONBLOCK, O_APPEND, O_DIRECT and O_ASYNC at any
	/// moment.
	FileFlags flags() const __atomic { return FileFlags(::kxx_file_flags(as_raw())); }
	/// Whether the caller does not want to wait: a callback that would wait must return EAGAIN.
	[[gnu::always_inline]] bool nonblocking() const __atomic { return flags().contains(O_NONBLOCK); }
	/// Whether it was opened for reading.
	bool readable() const __atomic { return ::kxx_file_readable(as_raw()); }
	/// Whether it was opened for writing.
	bool writable() const __atomic { return ::kxx_file_writable(as_raw()); }
	/// The credentials of the task that opened it. For the rights of the caller, use current().
	const Cred &cred() const __atomic __lifetimebound
	{
		// SAFETY: a file keeps the credentials.
		return Cred::from_raw(unsafe, ::kxx_file_cred(as_raw()));
	}

	friend bool operator==(const File &a, const File &b) { return &a == &b; }

	/// Views the file that C passes.
	///
	/// Safety:
	/// - somebody keeps `raw` for as long as the result is used.
	[[gnu::always_inline]] static const File &from_raw(unsafe_t, const ::file *raw)
	{
		return *reinterpret_cast<const File *>(raw);
	}
	[[gnu::always_inline]] ::file *as_raw() const __lifetimebound
	{
		return reinterpret_cast<::file *>(const_cast<File *>(this));
	}
};

template <>
struct RefCounted<File> {
	static void get(File *file) { ::kxx_get_file(file->as_raw()); }
	static void put(unsafe_t, File *file) __atomic { ::fput(file->as_raw()); }
};

inline Result<Ref<File>> File::get(i32 fd)
{
	::file *raw = ::kxx_fget(static_cast<unsigned int>(fd));

	if (!raw)
		return EBADF;
	// SAFETY: fget() counted a reference, which is ours.
	return Ref<File>::adopt(unsafe, reinterpret_cast<File *>(raw));
}

inline Ref<File> File::share() const
{
	// SAFETY: the holder of a reference keeps the file alive.
	return Ref<File>::share(unsafe, const_cast<File *>(this));
}

/// A descriptor of the calling process that does not refer to a file yet.
///
/// Reserve a descriptor first, so that nothing can fail once the file exists; then make the file,
/// tell the process the number, and install the file. Until install(), the destructor gives the
/// number back. It belongs to the task that made it and has no effect in another task.
///
/// Invariants:
/// - `fd_` is reserved in the descriptors `files_`, or is negative.
///
/// Example:
///     #include <kernel/task/task.hpp>
///
///     // The tests run in a kernel thread, which has no descriptors.
///     if (current()->is_kernel_thread())
///             test.expect_error(FdReservation::reserve(O_CLOEXEC), EBADF);
class [[nodiscard]] FdReservation : TaskBound {
public:
	/// Reserves the lowest free number; `flags` are none or O_CLOEXEC.
	///
	/// Errors: EMFILE, ENOMEM; EBADF: the task has no descriptors, as a kernel thread or an
	/// exiting task.
	/// Context: process; may sleep.
	static Result<FdReservation> reserve(FileFlags flags = {}) __sleeps
	{
		return { std::in_place,
			 TRY(Result<int>::from_c(::kxx_reserve_fd(flags.contains(O_CLOEXEC) ? O_CLOEXEC.to_c() : 0))),
			 ::kxx_current_files() };
	}
	FdReservation(FdReservation &&other) noexcept : fd_(std::exchange(other.fd_, -1)), files_(other.files_) {}
	FdReservation &operator=(FdReservation &&) = delete;
	~FdReservation()
	{
		if (fd_ >= 0 && ::kxx_current_files() == files_)
			::put_unused_fd(static_cast<unsigned int>(fd_));
	}

	/// The number, for the process.
	i32 fd() const __atomic { return fd_; }
	/// Makes the number refer to `file`. Another thread of the process may use and close it
	/// before this returns.
	///
	/// Errors: EBADF: another task reserved the number, or it has already been installed.
	Result<i32> install(Ref<File> file) &&
	{
		if (fd_ < 0 || ::kxx_current_files() != files_)
			return EBADF;
		::fd_install(static_cast<unsigned int>(fd_), std::move(file).into_raw()->as_raw());
		return std::exchange(fd_, -1);
	}

private:
	template <typename>
	friend class Result;

	FdReservation(int fd, const ::files_struct *files) : fd_(fd), files_(files) {}

	int fd_;
	const ::files_struct *files_;
};

} // namespace kernel
