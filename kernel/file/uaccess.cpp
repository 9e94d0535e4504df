// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Copies a process's memory into vectors and texts.
#include <kernel/file/uaccess.hpp>

namespace kernel::detail {

int read_all(UserRange &range, Vec<u8> &to, usize limit, Gfp flags)
{
	const usize count = range.size_;

	if (count > limit)
		return E2BIG.to_c();
	if (Result<> reserved = to.reserve(count, flags); reserved.is_error())
		return reserved.to_c();
	range.close();
	// SAFETY: the room is written before it becomes part of the vector.
	if (::copy_from_user(to.spare(unsafe).data(), range.at(), count))
		return EFAULT.to_c();
	// SAFETY: `count` bytes were written after the old ones.
	to.set_size(unsafe, to.size() + count);
	return 0;
}

int read_text(UserRange &range, char *to, usize room)
{
	const usize most = room < range.size_ ? room : range.size_;
	const long count =
		most ? ::strncpy_from_user(to, static_cast<const char *>(range.at()), static_cast<long>(most)) : 0;

	if (count < 0 || static_cast<usize>(count) >= most) {
		range.close();
		return count < 0 ? static_cast<int>(count) : E2BIG.to_c();
	}
	range.advance(static_cast<usize>(count) + 1);
	return 0;
}

} // namespace kernel::detail
