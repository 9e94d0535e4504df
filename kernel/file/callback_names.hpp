// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Internal: names that a file's class may give to a function by mistake: C's names, and
//! misspellings.
//!
//! C: include/linux/fs.h (struct file_operations)
//!
//! Only a function counts whose first parameter is a File, or C's file or inode.
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
	KXX_SLIP(is_file, lseek, seek)
	KXX_NO_CALLBACK(is_file, release, "is a name of C: write the destructor")
	KXX_NO_CALLBACK(is_file, close, "is no callback: write the destructor")
	KXX_ABSENT(is_file, flush)
	KXX_ABSENT(is_file, fsync)
	KXX_ABSENT(is_file, iterate_shared)
	KXX_NO_CALLBACK(is_file, splice_read, "is a name of C: write read_iter(), which is used for splice() as well")
	KXX_NO_CALLBACK(is_file, splice_write, "is a name of C: write write_iter(), which is used for splice() as well")
	KXX_ABSENT(is_file, lock)
	KXX_ABSENT(is_file, flock)
	KXX_ABSENT(is_file, fallocate)
	KXX_ABSENT(is_file, show_fdinfo)
	KXX_ABSENT(is_file, setlease)
	KXX_ABSENT(is_file, get_unmapped_area)
	KXX_ABSENT(is_file, check_flags)
	KXX_ABSENT(is_file, copy_file_range)
	KXX_ABSENT(is_file, remap_file_range)
	KXX_ABSENT(is_file, fadvise)
	KXX_ABSENT(is_file, uring_cmd)
	KXX_ABSENT(is_file, iopoll)
	// Misspellings.
	KXX_SLIP(is_file, raed, read)
	KXX_SLIP(is_file, reed, read)
	KXX_SLIP(is_file, rread, read)
	KXX_SLIP(is_file, on_read, read)
	KXX_SLIP(is_file, do_read, read)
	KXX_SLIP(is_file, wirte, write)
	KXX_SLIP(is_file, wrtie, write)
	KXX_SLIP(is_file, wite, write)
	KXX_SLIP(is_file, wrte, write)
	KXX_SLIP(is_file, writte, write)
	KXX_SLIP(is_file, on_write, write)
	KXX_SLIP(is_file, do_write, write)
	KXX_SLIP(is_file, readiter, read_iter)
	KXX_SLIP(is_file, read_itr, read_iter)
	KXX_SLIP(is_file, iter_read, read_iter)
	KXX_SLIP(is_file, writeiter, write_iter)
	KXX_SLIP(is_file, write_itr, write_iter)
	KXX_SLIP(is_file, wirte_iter, write_iter)
	KXX_SLIP(is_file, iter_write, write_iter)
	KXX_SLIP(is_file, opne, open)
	KXX_SLIP(is_file, oepn, open)
	KXX_SLIP(is_file, on_open, open)
	KXX_SLIP(is_file, do_open, open)
	KXX_SLIP(is_file, sek, seek)
	KXX_SLIP(is_file, seeek, seek)
	KXX_SLIP(is_file, on_seek, seek)
	KXX_SLIP(is_file, do_seek, seek)
	KXX_SLIP(is_file, iotcl, ioctl)
	KXX_SLIP(is_file, ioclt, ioctl)
	KXX_SLIP(is_file, ictl, ioctl)
	KXX_SLIP(is_file, ioctrl, ioctl)
	KXX_SLIP(is_file, on_ioctl, ioctl)
	KXX_SLIP(is_file, do_ioctl, ioctl)
	KXX_SLIP(is_file, compact_ioctl, compat_ioctl)
	KXX_SLIP(is_file, compatioctl, compat_ioctl)
	KXX_SLIP(is_file, compat_iotcl, compat_ioctl)
	KXX_SLIP(is_file, pol, poll)
	KXX_SLIP(is_file, pool, poll)
	KXX_SLIP(is_file, on_poll, poll)
	KXX_SLIP(is_file, do_poll, poll)
	KXX_SLIP(is_file, mmapp, mmap)
	KXX_SLIP(is_file, nmap, mmap)
	KXX_SLIP(is_file, memmap, mmap)
	KXX_SLIP(is_file, on_mmap, mmap)
	KXX_SLIP(is_file, do_mmap, mmap)
	if constexpr (
		requires { typename T::Ioctl; } || requires { typename T::ioctls; } ||
		requires { typename T::IOCtls; } || requires { typename T::IoCtls; })
		static_assert(!std::is_same_v<T, T>, "the table of ioctl commands is `using Ioctls = ioctl::Table<…>`");
	return true;
}

} // namespace kernel::misc::detail
