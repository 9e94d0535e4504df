// SPDX-License-Identifier: GPL-2.0
//! The tree is counted with a depth that is limited, as the format limits it.

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
	Result<u64> used(u32 number, u32 depth) const;

	Vec<Directory> directories_;
};

Result<u64> Volume::used() const
{
	return used(0, 0);
}

Result<u64> Volume::used(u32 number, u32 depth) const
{
	const Directory *directory = directories_.get(number);

	if (!directory)
		return EUCLEAN;
	if (depth == 8)
		return ELOOP;
	u64 sum = directory->bytes;

	for (u32 child : directory->children)
		sum += TRY(used(child, depth + 1));
	return sum;
}
