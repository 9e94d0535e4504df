// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Internal: names that a file's class gives to a function by mistake: C's names, and slips.
//!
//! C: include/linux/fs.h (struct file_operations)
//!
//! Only a function whose first parameter is a File, or C's file or inode, counts.
#pragma once

#pragma GCC system_header

#include <type_traits>

#include <linux/fs.hpp>

#include <kernel/base/callback_names.hpp>
#include <kernel/file/file.hpp>

namespace kernel::misc::detail {

template <typename First>
inline constexpr bool is_file = std::is_same_v<std::remove_cvref_t<First>, File> || std::is_same_v<First, ::file *> ||
				std::is_same_v<First, ::inode *>;

/// Refuses the names that a class should not have.
template <typename T>
consteval bool check_callback_names()
{
	// C's names.
	KXX_NO_CALLBACK(is_file, unlocked_ioctl, "is a name of C: write ioctl() or Ioctls")
	KXX_NO_CALLBACK(is_file, llseek, "is a name of C: write seek()")
	KXX_NO_CALLBACK(is_file, lseek, "is no callback: write seek()")
	KXX_NO_CALLBACK(is_file, release, "is a name of C: write the destructor")
	KXX_NO_CALLBACK(is_file, close, "is no callback: write the destructor")
	KXX_NO_CALLBACK(is_file, flush, "is no callback of a file in kxx: without it the kernel does what is usual")
	KXX_NO_CALLBACK(is_file, fsync, "is no callback of a file in kxx: without it the kernel does what is usual")
	KXX_NO_CALLBACK(is_file, iterate_shared, "is no callback of a file in kxx: without it the kernel does what is usual")
	KXX_NO_CALLBACK(is_file, splice_read, "is a name of C: write read_iter(), which is used for splice() as well")
	KXX_NO_CALLBACK(is_file, splice_write, "is a name of C: write write_iter(), which is used for splice() as well")
	KXX_NO_CALLBACK(is_file, lock, "is no callback of a file in kxx: without it the kernel does what is usual")
	KXX_NO_CALLBACK(is_file, flock, "is no callback of a file in kxx: without it the kernel does what is usual")
	KXX_NO_CALLBACK(is_file, fallocate, "is no callback of a file in kxx: without it the kernel does what is usual")
	KXX_NO_CALLBACK(is_file, show_fdinfo, "is no callback of a file in kxx: without it the kernel does what is usual")
	KXX_NO_CALLBACK(is_file, setlease, "is no callback of a file in kxx: without it the kernel does what is usual")
	KXX_NO_CALLBACK(is_file, get_unmapped_area, "is no callback of a file in kxx: without it the kernel does what is usual")
	KXX_NO_CALLBACK(is_file, check_flags, "is no callback of a file in kxx: without it the kernel does what is usual")
	KXX_NO_CALLBACK(is_file, copy_file_range, "is no callback of a file in kxx: without it the kernel does what is usual")
	KXX_NO_CALLBACK(is_file, remap_file_range, "is no callback of a file in kxx: without it the kernel does what is usual")
	KXX_NO_CALLBACK(is_file, fadvise, "is no callback of a file in kxx: without it the kernel does what is usual")
	KXX_NO_CALLBACK(is_file, uring_cmd, "is no callback of a file in kxx: without it the kernel does what is usual")
	KXX_NO_CALLBACK(is_file, iopoll, "is no callback of a file in kxx: without it the kernel does what is usual")
	// Slips.
	KXX_NO_CALLBACK(is_file, raed, "is no callback: write read()")
	KXX_NO_CALLBACK(is_file, reed, "is no callback: write read()")
	KXX_NO_CALLBACK(is_file, rread, "is no callback: write read()")
	KXX_NO_CALLBACK(is_file, on_read, "is no callback: write read()")
	KXX_NO_CALLBACK(is_file, do_read, "is no callback: write read()")
	KXX_NO_CALLBACK(is_file, wirte, "is no callback: write write()")
	KXX_NO_CALLBACK(is_file, wrtie, "is no callback: write write()")
	KXX_NO_CALLBACK(is_file, wite, "is no callback: write write()")
	KXX_NO_CALLBACK(is_file, wrte, "is no callback: write write()")
	KXX_NO_CALLBACK(is_file, writte, "is no callback: write write()")
	KXX_NO_CALLBACK(is_file, on_write, "is no callback: write write()")
	KXX_NO_CALLBACK(is_file, do_write, "is no callback: write write()")
	KXX_NO_CALLBACK(is_file, readiter, "is no callback: write read_iter()")
	KXX_NO_CALLBACK(is_file, read_itr, "is no callback: write read_iter()")
	KXX_NO_CALLBACK(is_file, iter_read, "is no callback: write read_iter()")
	KXX_NO_CALLBACK(is_file, writeiter, "is no callback: write write_iter()")
	KXX_NO_CALLBACK(is_file, write_itr, "is no callback: write write_iter()")
	KXX_NO_CALLBACK(is_file, wirte_iter, "is no callback: write write_iter()")
	KXX_NO_CALLBACK(is_file, iter_write, "is no callback: write write_iter()")
	KXX_NO_CALLBACK(is_file, opne, "is no callback: write open()")
	KXX_NO_CALLBACK(is_file, oepn, "is no callback: write open()")
	KXX_NO_CALLBACK(is_file, on_open, "is no callback: write open()")
	KXX_NO_CALLBACK(is_file, do_open, "is no callback: write open()")
	KXX_NO_CALLBACK(is_file, sek, "is no callback: write seek()")
	KXX_NO_CALLBACK(is_file, seeek, "is no callback: write seek()")
	KXX_NO_CALLBACK(is_file, on_seek, "is no callback: write seek()")
	KXX_NO_CALLBACK(is_file, do_seek, "is no callback: write seek()")
	KXX_NO_CALLBACK(is_file, iotcl, "is no callback: write ioctl()")
	KXX_NO_CALLBACK(is_file, ioclt, "is no callback: write ioctl()")
	KXX_NO_CALLBACK(is_file, ictl, "is no callback: write ioctl()")
	KXX_NO_CALLBACK(is_file, ioctrl, "is no callback: write ioctl()")
	KXX_NO_CALLBACK(is_file, on_ioctl, "is no callback: write ioctl()")
	KXX_NO_CALLBACK(is_file, do_ioctl, "is no callback: write ioctl()")
	KXX_NO_CALLBACK(is_file, compact_ioctl, "is no callback: write compat_ioctl()")
	KXX_NO_CALLBACK(is_file, compatioctl, "is no callback: write compat_ioctl()")
	KXX_NO_CALLBACK(is_file, compat_iotcl, "is no callback: write compat_ioctl()")
	KXX_NO_CALLBACK(is_file, pol, "is no callback: write poll()")
	KXX_NO_CALLBACK(is_file, pool, "is no callback: write poll()")
	KXX_NO_CALLBACK(is_file, on_poll, "is no callback: write poll()")
	KXX_NO_CALLBACK(is_file, do_poll, "is no callback: write poll()")
	KXX_NO_CALLBACK(is_file, mmapp, "is no callback: write mmap()")
	KXX_NO_CALLBACK(is_file, nmap, "is no callback: write mmap()")
	KXX_NO_CALLBACK(is_file, memmap, "is no callback: write mmap()")
	KXX_NO_CALLBACK(is_file, on_mmap, "is no callback: write mmap()")
	KXX_NO_CALLBACK(is_file, do_mmap, "is no callback: write mmap()")
	if constexpr (requires { typename T::Ioctl; } || requires { typename T::ioctls; } || requires { typename T::IOCtls; } ||
		      requires { typename T::IoCtls; })
		static_assert(!std::is_same_v<T, T>, "the table of ioctl commands is `using Ioctls = ioctl::Table<…>`");
	return true;
}

} // namespace kernel::misc::detail
