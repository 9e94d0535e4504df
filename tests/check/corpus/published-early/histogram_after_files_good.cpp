// SPDX-License-Identifier: GPL-2.0
//! The sysfs directory is published last.

#include <kernel/attr/sysfs.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

class Histogram final : Pinned {
public:
	Result<> init()
	{
		bounds_ = TRY(Vec<u32>::from_elem(0, 16, GFP_KERNEL));
		u32 bound = 1;

		for (u32 &each : bounds_) {
			each = bound;
			bound *= 2;
		}
		return files_.publish<attr::ReadOnly<"buckets", &Histogram::show>>("histogram");
	}

private:
	void show(attr::Text &text) const
	{
		for (u32 bound : bounds_)
			text.print(fmt("{} ", bound));
		text.print("\n");
	}

	Vec<u32> bounds_;
	sysfs::Dir<Histogram> files_{ this_is<&Histogram::files_> };
};
