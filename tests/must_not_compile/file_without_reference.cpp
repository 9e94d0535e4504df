// SPDX-License-Identifier: GPL-2.0
//! A file that is kept has a reference.
// EXPECT: deleted function|deleted

#include <kernel/file.hpp>

using namespace kernel;

struct Kept {
#ifdef FIXED
	Ref<File> file;
#else
	File file;
#endif
};
Kept use(const File &file);
Kept use(const File &file)
{
#ifdef FIXED
	return { file.share() };
#else
	return { file };
#endif
}
