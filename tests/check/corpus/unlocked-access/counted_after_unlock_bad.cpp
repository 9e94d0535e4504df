// SPDX-License-Identifier: GPL-2.0
//! The lock is given back on one of two paths, and the data is used on both.
#include <kernel/prelude.hpp>

using namespace kernel;

class Names {
public:
	Result<> add(u32 name, bool quickly)
	{
		auto guard = lock_.lock();

		if (quickly)
			std::move(guard).unlock();
		count_ += name; // BUG: unlocked-access
		return ok;
	}

private:
	Mutex<void, "case.names"> lock_;
	u32 count_ __guarded_by(lock_) = 0;
};

Result<> use(Names &names);
Result<> use(Names &names)
{
	return names.add(1, true);
}
