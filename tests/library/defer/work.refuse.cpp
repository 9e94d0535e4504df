// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/defer/work.hpp refuses.
#include <kernel/defer/work.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

// REFUSED work_member_before_hidden: behind the callback member the class is rounded up to its alignment
// In an over-aligned class, a member after the work item could lie in what looks like padding.
struct alignas(64) Line {
	u64 hits = 0;
};

#ifdef FIXED
class Disk final : Pinned {
public:
	Disk(Box<u32> sector, Box<Line> line) : sector_(std::move(sector)), line_(std::move(line)) {}

private:
	void flush() const {}

	Box<u32> sector_;
	Box<Line> line_;
	Work<Disk, "disk.flush"> flush_{ calls<&Disk::flush, &Disk::flush_> };
};
#else
class Disk final : Pinned {
public:
	explicit Disk(Box<u32> sector) : sector_(std::move(sector)) {}

private:
	void flush() const {}

	Line line_;
	Work<Disk, "disk.flush"> flush_{ calls<&Disk::flush, &Disk::flush_> };
	Box<u32> sector_;
};
#endif
