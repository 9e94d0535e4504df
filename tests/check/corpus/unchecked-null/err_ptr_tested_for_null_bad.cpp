// SPDX-License-Identifier: GPL-2.0
//! A C function that returns an ERR_PTR for failure is tested for null.
//! Like many confusions of a null pointer with an ERR_PTR.

#include <kernel/base/err.hpp>
#include <kernel/prelude.hpp>
#include <linux/file.hpp>
#include <linux/fs.hpp>

using namespace kernel;

namespace {

/// The size of a file.
///
/// Safety:
/// - The caller is a task in the initial namespaces, and holds no lock.
Result<i64> size_of_file(unsafe_t, const char *path)
{
	// SAFETY: the caller may open files; the path is a C string.
	::file *file = ::filp_open(path, 0, 0);

	if (!file)
		return ENOENT;
	// SAFETY: the file is open, and keeps its inode.
	const i64 size = file->f_inode->i_size; // BUG: unchecked-null
	// SAFETY: the reference came from filp_open() above.
	::fput(file);
	return size;
}

} // namespace

Result<i64> size_of_motd();
Result<i64> size_of_motd()
{
	// SAFETY: called by insmod, without a lock.
	return size_of_file(unsafe, "/etc/motd");
}
