// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Open files without a name, which give a process a descriptor for a driver's object.
//!
//! C: include/linux/anon_inodes.h
#pragma once

#include <utility>

#include <linux/anon_inodes.hpp>

#include <kernel/base/annotations.hpp>
#include <kernel/base/err.hpp>
#include <kernel/base/literal.hpp>
#include <kernel/base/result.hpp>
#include <kernel/file/file.hpp>
#include <kernel/file/file_operations.hpp>
#include <kernel/memory/box.hpp>
#include <kernel/memory/ref.hpp>

namespace kernel {

namespace detail {

/// Calls anon_inode_getfile() for reading, writing or both, for a stream or a file with positions.
Result<Ref<File>> make_anon_file(const char *name, const ::file_operations *operations, void *state, FileFlags flags,
				 bool stream) __sleeps;

} // namespace detail

/// Makes an open file whose file operations call functions of `state`, which is destroyed when the
/// last descriptor of the file is closed. The file supports the operations that T has, as with
/// misc::Device, except that there is no open().
///
/// Use it for an ioctl() that hands out an object, as KVM does for its machines: reserve a number
/// (FdReservation), make the file, install it. For a file with a name in a file system, use
/// misc::Device. `name` is what /proc/PID/fd shows. `flags` are none or O_NONBLOCK. The module
/// stays loaded while the file is open. Do not call it in the task that loads the module: the
/// kernel closes such a file only after init has returned, and a failing init would wait for it.
///
/// Errors: ENOMEM, ENFILE; the state is destroyed.
/// Context: process; may sleep.
///
/// Example:
///     #include <kernel/task/task.hpp>
///
///     class Ticket final : Pinned {
///     public:
///             explicit Ticket(u32 number) : number_(number) {}
///             Result<usize> read(const File &, UserWriter to) const
///             {
///                     TRY(to.write(number_));
///                     return sizeof(number_);
///             }
///
///     private:
///             const u32 number_;
///     };
///     auto hand_out = [](u32 number) -> Result<i32> {
///             auto fd = TRY(FdReservation::reserve(O_CLOEXEC));
///             auto ticket = TRY(make_box<Ticket>(GFP_KERNEL_ACCOUNT, number));
///             return std::move(fd).install(TRY(make_anon_file<"[ticket]">(std::move(ticket))));
///     };
///     // The tests run in a kernel thread, which has no descriptors.
///     if (current()->is_kernel_thread())
///             test.expect_error(hand_out(1), EBADF);
template <Literal name, typename T>
Result<Ref<File>> make_anon_file(Box<T> state, FileFlags flags = {}) __sleeps
{
	using Calls = misc::detail::Calls<T, misc::detail::Nothing>;
	constexpr bool readable = misc::detail::reads<T> || misc::detail::reads_iter<T>;
	constexpr bool writable = misc::detail::writes<T> || misc::detail::writes_iter<T>;
	constexpr auto access = readable && writable ? ::macro::O_RDWR
				: writable	     ? ::macro::O_WRONLY
						     : ::macro::O_RDONLY;
	static_assert(!misc::detail::opens<T>, "an anonymous file is not opened: it is made with its state");

	auto file =
		TRY(detail::make_anon_file(name.text, &Calls::table_without_open, &*state,
					   FileFlags(access) | (flags.contains(O_NONBLOCK) ? O_NONBLOCK : FileFlags()),
					   misc::detail::is_stream<T>()));
	// kxx-allow: lost-owner the file owns it now, and its release() takes it back
	(void)std::move(state).into_raw();
	return file;
}

} // namespace kernel
