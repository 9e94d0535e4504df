// SPDX-License-Identifier: GPL-2.0
//! `TRY` in a constructor.
// BEFORE: 9
#include <kernel/prelude.hpp>

using namespace kernel;

Result<u32> measure();
class Disk {
public:
#ifdef FIXED
	static Result<Disk> create() { return Disk(TRY(measure())); }
	explicit Disk(u32 size) : size_(size) {}
#else
	Disk() : size_(TRY(measure())) {} // MISTAKE: static create\(\)
#endif
	u32 size() const { return size_; }

private:
	u32 size_;
};
u32 use(Disk &disk);
u32 use(Disk &disk) { return disk.size(); }
