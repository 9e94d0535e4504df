// SPDX-License-Identifier: GPL-2.0 OR MIT
#include <kernel/file/anon_inodes.hpp>

#include <kernel/base/unload.hpp>

namespace kernel::detail {

Result<Ref<File>> make_anon_file(const char *name, const ::file_operations *operations, void *state, FileFlags flags,
				 bool stream)
{
	files_may_be_open();
	::file *raw = TRY(from_err_ptr(::anon_inode_getfile(name, operations, state, static_cast<int>(flags.to_c()))));
	if (stream)
		::stream_open(nullptr, raw); // which uses only the file
	// SAFETY: a counted reference, which nobody else puts.
	return Ref<File>::adopt(unsafe, const_cast<File *>(&File::from_raw(unsafe, raw)));
}

} // namespace kernel::detail
