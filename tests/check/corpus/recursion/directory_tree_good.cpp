// SPDX-License-Identifier: GPL-2.0
//! The tree is counted with a depth that is limited, as the format is.

#include <kernel/prelude.hpp>

using namespace kernel;

struct Directory {
	u64 bytes = 0;
	Vec<Box<Directory>> children;
};

class Volume {
public:
	explicit Volume(Box<Directory> root) : root_(std::move(root)) {}

	Result<u64> used() const;

private:
	static Result<u64> used(const Directory &directory, u32 depth);

	Box<Directory> root_;
};

Result<u64> Volume::used() const
{
	return used(*root_, 0);
}

Result<u64> Volume::used(const Directory &directory, u32 depth)
{
	u64 sum = directory.bytes;

	if (depth == 8)
		return ELOOP;
	for (const auto &child : directory.children)
		sum += TRY(used(*child, depth + 1));
	return sum;
}
