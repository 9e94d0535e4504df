// SPDX-License-Identifier: GPL-2.0
//! What several tasks use at once is behind a lock, or atomic.
// EXPECT: read-only object

#include <kernel/miscdevice.hpp>

using namespace kernel;

class State final : Pinned {
public:
	Result<usize> read(const File &, UserWriter) const
	{
#ifndef FIXED
		reads_++;
#endif
		return reads_;
	}

private:
	usize reads_ = 0;
};
void use();
void use()
{
	misc::Device<State, "example"> device;
	static_cast<void>(device.publish());
}
