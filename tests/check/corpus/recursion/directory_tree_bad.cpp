// SPDX-License-Identifier: GPL-2.0
//! A tree that comes from a disk is counted recursively, however deep it is.
//! Like CVE-2014-5471: isofs followed the child links of a directory without a limit.

#include <kernel/prelude.hpp>

using namespace kernel;

/// As it is on the disk: the children are numbers of other directories.
struct Directory {
	u64 bytes = 0;
	Vec<u32> children;
};

class Volume {
public:
	explicit Volume(Vec<Directory> directories) : directories_(std::move(directories)) {}

	Result<u64> used() const;

private:
	Result<u64> used(u32 number) const;

	Vec<Directory> directories_;
};

Result<u64> Volume::used() const
{
	return used(0);
}

Result<u64> Volume::used(u32 number) const
{
	const Directory *directory = directories_.get(number);

	if (!directory)
		return EUCLEAN;
	u64 sum = directory->bytes;

	for (u32 child : directory->children)
		sum += TRY(used(child)); // BUG: recursion
	return sum;
}
