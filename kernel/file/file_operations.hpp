// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Internal: the functions that C calls for a file whose state is an object, and their table.
//!
//! C: include/linux/fs.h
//!
//! misc::Device (kernel/file/miscdevice.hpp) and make_anon_file() (kernel/file/anon_inodes.hpp) use it.
#pragma once

#include <concepts>
#include <type_traits>
#include <utility>

#include <helpers/file.hpp>
#include <linux/export.hpp>
#include <linux/fs.hpp>
#include <linux/miscdevice.hpp>

#include <kernel/base/annotations.hpp>
#include <kernel/base/result.hpp>
#include <kernel/base/share.hpp>
#include <kernel/base/types.hpp>
#include <kernel/file/callback_names.hpp>
#include <kernel/file/fasync.hpp>
#include <kernel/file/file.hpp>
#include <kernel/file/ioctl.hpp>
#include <kernel/file/mm.hpp>
#include <kernel/file/poll.hpp>
#include <kernel/file/seek.hpp>
#include <kernel/file/uaccess.hpp>
#include <kernel/file/uio.hpp>
#include <kernel/memory/alloc.hpp>
#include <kernel/memory/arc.hpp>
#include <kernel/memory/box.hpp>
#include <kernel/memory/gfp.hpp>
#include <kernel/memory/init.hpp>

namespace kernel::misc::detail {

/// Used when the open files of a device share nothing.
struct Nothing {};

// The operations that T has.
template <typename T>
concept opens = requires { &T::open; };
template <typename T>
concept reads = requires { &T::read; };
template <typename T>
concept writes = requires { &T::write; };
template <typename T>
concept reads_iter = requires { &T::read_iter; };
template <typename T>
concept writes_iter = requires { &T::write_iter; };
template <typename T>
concept seeks = requires { &T::seek; };
template <typename T>
concept has_ioctls = requires { typename T::Ioctls; };
template <typename T>
concept has_ioctl = requires { &T::ioctl; };
template <typename T>
concept has_compat_ioctl = requires { &T::compat_ioctl; };
template <typename T>
concept polls = requires { &T::poll; };
template <typename T>
concept maps = requires { &T::mmap; };
template <typename T>
concept has_fasync = requires { T::fasync; };

template <typename Function, typename T, typename... Args>
inline constexpr bool returns_size = std::is_same_v<Function, Result<usize> (T::*)(Args...) const>;

/// The C structure, followed by the object that the open files of the device share.
template <typename Shared>
struct Registered {
	::miscdevice raw;
	Arc<Shared> shared;
};
template <>
struct Registered<Nothing> {
	::miscdevice raw;
};

/// Whether read() and write() have no position, so that the file is a stream, which cannot seek.
template <typename T>
consteval bool is_stream()
{
	if constexpr (seeks<T>) {
		return false;
	} else {
		bool stream = true;
		if constexpr (reads<T>)
			stream = stream && !returns_size<decltype(&T::read), T, const File &, UserWriter, FilePos &>;
		if constexpr (writes<T>)
			stream = stream && !returns_size<decltype(&T::write), T, const File &, UserReader, FilePos &>;
		if constexpr (reads_iter<T>)
			stream =
				stream && !returns_size<decltype(&T::read_iter), T, const File &, IovWriter, FilePos &>;
		if constexpr (writes_iter<T>)
			stream = stream &&
				 !returns_size<decltype(&T::write_iter), T, const File &, IovReader, FilePos &>;
		return stream;
	}
}

/// The only functions that C calls for files whose state is a T, and their table.
///
/// The safety argument for all of them: the kernel calls open() once for a file, and nothing else
/// before open() has returned 0, and it calls release() once, when nothing else runs or will run
/// (it has the last reference). In between, private_data is the Box's T, which is used as const,
/// since the other functions may run in several tasks at once. A user address belongs to the
/// calling process.
template <typename T, typename Shared>
struct Calls {
	static const T &state(::file *raw) { return *static_cast<const T *>(::kxx_file_private(raw)); }
	static const File &file(::file *raw)
	{
		// SAFETY: the kernel keeps the file during the call.
		return File::from_raw(unsafe, raw);
	}
	[[gnu::always_inline]] static long size(const Result<usize> &done)
	{
		if (const usize *count = done.get())
			return static_cast<long>(*count);
		return done.to_c();
	}

	template <typename Made>
	static int keep(::file *raw, Made &&made)
	{
		if constexpr (std::is_same_v<Made, Result<Box<T>>>) {
			if (made.is_error())
				return made.to_c();
			::kxx_file_set_private(raw, std::move(*made.get()).into_raw());
			return 0;
		} else {
			static_assert(
				initializer_of<Made, T>,
				"open() is `static auto open(const File &)`, and returns an initialiser of the "
				"class (kernel/memory/init.hpp) or a Result<Box> of it; with a Shared, its second "
				"parameter is an Arc<Shared>");
			return keep(raw, make_box<T>(GFP_KERNEL_ACCOUNT, std::move(made)));
		}
	}
	static int open(::inode *inode, ::file *raw)
	{
		int failed;

		if constexpr (!std::is_same_v<Shared, Nothing>) {
			static_assert(opens<T>, "the class of a device with a Shared has an open(), which is given it");
			// Until open() replaces it, private_data is the miscdevice: the first member of a
			// Registered, which is not withdrawn while it is being opened.
			auto *device = static_cast<const Registered<Shared> *>(::kxx_file_private(raw));
			static_assert(
				requires(const File &file, Arc<Shared> shared) { T::open(file, std::move(shared)); },
				"open() of a device with a Shared is `static auto open(const File &, Arc<Shared>)`: "
				"the file "
				"owns what it uses, since the device may be withdrawn while the file is open");
			failed = keep(raw, T::open(file(raw), device->shared.share()));
		} else if constexpr (opens<T>) {
			failed = keep(raw, T::open(file(raw)));
		} else {
			failed = keep(raw, make_box<T>(GFP_KERNEL_ACCOUNT));
		}
		if constexpr (is_stream<T>())
			if (!failed)
				::stream_open(inode, raw);
		return failed;
	}

	static int release(::inode *, ::file *raw)
	{
		// It comes from into_raw() of a Box in open() and is never null; a Box would check
		// for null.
		auto *opened = static_cast<T *>(::kxx_file_private(raw));

		opened->~T();
		Kmalloc::free(opened);
		return 0;
	}
	static ssize_t read(::file *raw, char *to, usize count, ::loff_t *pos)
	{
		// SAFETY: the process passed it to read().
		auto writer = UserWriter::from_raw(unsafe, to, count);
		if constexpr (is_stream<T>()) {
			static_assert(returns_size<decltype(&T::read), T, const File &, UserWriter>,
				      "read() is `Result<usize> read(const File &, UserWriter) const`, or has a third "
				      "parameter FilePos &");
			return size(state(raw).read(file(raw), std::move(writer)));
		} else {
			static_assert(
				returns_size<decltype(&T::read), T, const File &, UserWriter, FilePos &>,
				"read() of a file with positions is `Result<usize> read(const File &, UserWriter, "
				"FilePos &) const`");
			FilePos at = FilePos::of(*pos);
			return size(state(raw).read(file(raw), std::move(writer), at));
		}
	}
	static ssize_t write(::file *raw, const char *from, usize count, ::loff_t *pos)
	{
		// SAFETY: the process passed it to write().
		auto reader = UserReader::from_raw(unsafe, from, count);
		if constexpr (is_stream<T>()) {
			static_assert(
				returns_size<decltype(&T::write), T, const File &, UserReader>,
				"write() is `Result<usize> write(const File &, UserReader) const`, or has a third "
				"parameter FilePos &");
			return size(state(raw).write(file(raw), std::move(reader)));
		} else {
			static_assert(returns_size<decltype(&T::write), T, const File &, UserReader, FilePos &>,
				      "write() of a file with positions is `Result<usize> write(const File &, "
				      "UserReader, FilePos &) const`");
			FilePos at = FilePos::of(*pos);
			return size(state(raw).write(file(raw), std::move(reader), at));
		}
	}
	static ssize_t read_iter(::kiocb *call, ::iov_iter *to)
	{
		::file *raw = call->ki_filp;
		// SAFETY: the destination of this read.
		auto writer = IovWriter::from_raw(unsafe, to);
		if constexpr (is_stream<T>()) {
			static_assert(
				returns_size<decltype(&T::read_iter), T, const File &, IovWriter>,
				"read_iter() is `Result<usize> read_iter(const File &, IovWriter) const`, or has a "
				"third parameter FilePos &");
			return size(state(raw).read_iter(file(raw), std::move(writer)));
		} else {
			static_assert(returns_size<decltype(&T::read_iter), T, const File &, IovWriter, FilePos &>,
				      "read_iter() of a file with positions is `Result<usize> read_iter(const File &, "
				      "IovWriter, FilePos &) const`");
			FilePos at = FilePos::of(call->ki_pos);
			return size(state(raw).read_iter(file(raw), std::move(writer), at));
		}
	}
	static ssize_t write_iter(::kiocb *call, ::iov_iter *from)
	{
		::file *raw = call->ki_filp;
		// SAFETY: the source of this write.
		auto reader = IovReader::from_raw(unsafe, from);
		if constexpr (is_stream<T>()) {
			static_assert(
				returns_size<decltype(&T::write_iter), T, const File &, IovReader>,
				"write_iter() is `Result<usize> write_iter(const File &, IovReader) const`, or has "
				"a third parameter FilePos &");
			return size(state(raw).write_iter(file(raw), std::move(reader)));
		} else {
			static_assert(
				returns_size<decltype(&T::write_iter), T, const File &, IovReader, FilePos &>,
				"write_iter() of a file with positions is `Result<usize> write_iter(const File &, "
				"IovReader, FilePos &) const`");
			FilePos at = FilePos::of(call->ki_pos);
			return size(state(raw).write_iter(file(raw), std::move(reader), at));
		}
	}
	static ::loff_t llseek(::file *raw, ::loff_t offset, int whence)
	{
		static_assert(std::is_same_v<decltype(&T::seek), Result<i64> (T::*)(const Seek &) const>,
			      "seek() is `Result<i64> seek(const Seek &) const`");
		// SAFETY: in the file's llseek().
		Result<i64> done = state(raw).seek(Seek(unsafe, file(raw), offset, whence));
		if (const i64 *position = done.get())
			return *position;
		return done.to_c();
	}
	static long ioctl(::file *raw, unsigned int number, unsigned long argument)
	{
		if constexpr (has_ioctls<T>) {
			static_assert(!has_ioctl<T>, "a class has either Ioctls or ioctl()");
			// SAFETY: in the ioctl() of a process, which passed the argument.
			return T::Ioctls::dispatch(unsafe, state(raw), file(raw), number, argument);
		} else {
			static_assert(returns_size<decltype(&T::ioctl), T, const File &, ioctl::Number, usize>,
				      "ioctl() is `Result<usize> ioctl(const File &, ioctl::Number, usize argument) "
				      "const`; better is a table of commands, `using Ioctls = ioctl::Table<…>`");
			return size(state(raw).ioctl(file(raw), ioctl::Number{ number }, argument));
		}
	}
	static long compat_ioctl(::file *raw, unsigned int number, unsigned long argument)
	{
		if constexpr (has_ioctls<T>) {
			// The arguments of a table have the same layout in 32-bit programs.
			return ioctl(raw, number, static_cast<u32>(argument));
		} else {
			static_assert(
				returns_size<decltype(&T::compat_ioctl), T, const File &, ioctl::Number, usize>,
				"compat_ioctl() is `Result<usize> compat_ioctl(const File &, ioctl::Number, usize "
				"argument) const`");
			return size(state(raw).compat_ioctl(file(raw), ioctl::Number{ number },
							    static_cast<u32>(argument)));
		}
	}
	static ::__poll_t poll(::file *raw, ::poll_table_struct *table)
	{
		static_assert(std::is_same_v<decltype(&T::poll), PollEvents (T::*)(const File &, PollTable &) const>,
			      "poll() is `PollEvents poll(const File &, PollTable &) const`");
		const T &opened = state(raw);
		// SAFETY: in the file's poll(); release() destroys the state.
		PollTable shown(unsafe, file(raw), table, &opened);
		return opened.poll(file(raw), shown).to_c();
	}
	static int mmap(::file *raw, ::vm_area_struct *area)
	{
		static_assert(std::is_same_v<decltype(&T::mmap), Result<> (T::*)(const File &, VmArea &) const>,
			      "mmap() is `Result<> mmap(const File &, VmArea &) const`");
		// SAFETY: in the file's mmap().
		VmArea wanted(unsafe, area);
		return state(raw).mmap(file(raw), wanted).to_c();
	}
	static int fasync(int fd, ::file *raw, int on)
	{
		static_assert(std::is_same_v<std::remove_cv_t<decltype(T::fasync)>, FasyncQueue T::*>,
			      "fasync is `static constexpr auto fasync = &Class::member`, a FasyncQueue of the class");
		// SAFETY: in the file's fasync(), which is also called before its release().
		return ::fasync_helper(fd, raw, on, (state(raw).*T::fasync).as_raw(unsafe));
	}

	/// `opened` means by open(2); otherwise the file is made with its state.
	template <bool opened>
	static consteval ::file_operations operations()
	{
		static_assert(check_callback_names<T>());
		static_assert(reads<T> || writes<T> || reads_iter<T> || writes_iter<T> || has_ioctls<T> ||
				      has_ioctl<T> || polls<T> || maps<T>,
			      "the class of a device has a public read(), write(), ioctl(), poll(), mmap() or Ioctls");
		static_assert(!(reads<T> && reads_iter<T>) && !(writes<T> && writes_iter<T>),
			      "a class has either read() or read_iter(), and either write() or write_iter()");
		static_assert(!has_compat_ioctl<T> || has_ioctl<T>, "compat_ioctl() goes with ioctl()");
		static_assert(shareable<T> && sendable<T>,
			      "several tasks use an open file at once, and the last of them destroys its state: it is "
			      "shareable and sendable, see kernel/base/share.hpp");
		static_assert(!borrows<T> && !borrows<Shared>,
			      "an open file may outlive everything but what it owns: its state and the Shared must not "
			      "borrow (a pointer, a Span, an ArcBorrow), see kernel/base/share.hpp");
		::file_operations made{};

		made.owner = &::__this_module;
		if constexpr (opened)
			made.open = open;
		made.release = release;
		if constexpr (reads<T>)
			made.read = read;
		if constexpr (writes<T>)
			made.write = write;
		if constexpr (reads_iter<T>) {
			made.read_iter = read_iter;
			made.splice_read = ::kxx_splice_read;
		}
		if constexpr (writes_iter<T>) {
			made.write_iter = write_iter;
			made.splice_write = ::iter_file_splice_write;
		}
		if constexpr (seeks<T>)
			made.llseek = llseek;
		if constexpr (has_ioctls<T> || has_ioctl<T>)
			made.unlocked_ioctl = ioctl;
		if constexpr (has_ioctls<T> || has_compat_ioctl<T>)
			made.compat_ioctl = compat_ioctl;
		if constexpr (polls<T>)
			made.poll = poll;
		if constexpr (maps<T>)
			made.mmap = mmap;
		if constexpr (has_fasync<T>)
			made.fasync = fasync;
		return made;
	}
	static constexpr ::file_operations table = operations<true>();
	static constexpr ::file_operations table_without_open = operations<false>();
};

} // namespace kernel::misc::detail
