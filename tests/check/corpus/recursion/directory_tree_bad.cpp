// SPDX-License-Identifier: GPL-2.0
//! A tree that comes from a disk is counted recursively, however deep it is.
//! Like CVE-2014-5471: isofs followed the child links of a directory without a limit.

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
	static Result<u64> used(const Directory &directory);

	Box<Directory> root_;
};

Result<u64> Volume::used() const
{
	return used(*root_);
}

Result<u64> Volume::used(const Directory &directory)
{
	u64 sum = directory.bytes;

	for (const auto &child : directory.children)
		sum += TRY(used(*child)); // BUG: recursion
	return sum;
}
