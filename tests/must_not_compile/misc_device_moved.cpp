// SPDX-License-Identifier: GPL-2.0
//! The kernel knows the address of a device.
// EXPECT: use of deleted function

#include <kernel/miscdevice.hpp>

using namespace kernel;

class State final : Pinned {
public:
	Result<usize> read(const File &, UserWriter) const { return 0; }
};
void use();
void use()
{
	misc::Device<State, "example"> device;
#ifdef FIXED
	auto &other = device;
#else
	auto other = std::move(device);
#endif
	static_cast<void>(other);
}
