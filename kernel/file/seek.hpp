// SPDX-License-Identifier: GPL-2.0 OR MIT
//! The request to move to another position of a file, which a seek() gets.
//!
//! C: include/linux/fs.h
//!
//! A misc::Device (kernel/file/miscdevice.hpp) or an anonymous file (kernel/file/anon_inodes.hpp)
//! may have a seek().
#pragma once

#include <linux/fs.hpp>

#include <kernel/base/annotations.hpp>
#include <kernel/base/result.hpp>
#include <kernel/base/share.hpp>
#include <kernel/base/types.hpp>
#include <kernel/file/file.hpp>

namespace kernel {

/// The position from which seek() counts.
enum class Whence : int {
	Start = ::macro::SEEK_SET,
	Current = ::macro::SEEK_CUR,
	End = ::macro::SEEK_END,
	Data = ::macro::SEEK_DATA,
	Hole = ::macro::SEEK_HOLE,
};

/// A request to seek, which a file's seek() gets.
class Seek : Pinned, TaskBound {
public:
	/// The distance from whence().
	i64 offset() const __atomic { return offset_; }
	/// The starting point; a program may pass any number.
	Whence whence() const __atomic { return static_cast<Whence>(whence_); }

	/// Seeks within a file of `size` bytes, and returns the new position. Errors: EINVAL:
	/// before the start or past the end.
	Result<i64> within(i64 size) const
	{
		return Result<i64>::from_c(::fixed_size_llseek(file_.as_raw(), offset_, whence_, size));
	}
	/// Seeks to `position`, which must be at most `last`. Errors: EINVAL.
	Result<i64> to(i64 position, i64 last) const
	{
		return Result<i64>::from_c(::vfs_setpos(file_.as_raw(), position, last));
	}

	/// For the code that calls seek().
	///
	/// Safety:
	/// - The arguments are those of a call of the file's llseek().
	Seek(unsafe_t, const File &file, i64 offset, int whence) : file_(file), offset_(offset), whence_(whence) {}

private:
	const File &file_;
	i64 offset_;
	int whence_;
};

} // namespace kernel
