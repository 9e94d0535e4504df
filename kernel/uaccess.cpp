// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Copies of a process's memory into vectors.
#include <kernel/uaccess.hpp>

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
	// SAFETY: so many bytes were written behind the old ones.
	to.set_size(unsafe, to.size() + count);
	return 0;
}

} // namespace kernel::detail
