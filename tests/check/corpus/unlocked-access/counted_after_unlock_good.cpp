// SPDX-License-Identifier: GPL-2.0
//! The data is used while the lock is held.
#include <kernel/prelude.hpp>

using namespace kernel;

class Names {
public:
	Result<> add(u32 name)
	{
		auto guard = lock_.lock();

		count_ += name;
		return ok;
	}

private:
	Mutex<void, "case.names"> lock_;
	u32 count_ __guarded_by(lock_) = 0;
};

Result<> use(Names &names);
Result<> use(Names &names)
{
	return names.add(1);
}
