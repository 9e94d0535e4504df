// SPDX-License-Identifier: GPL-2.0
//! A class that does not say its kind.
// EXPECT: downcast<T>\(\): T derives from Kind<T, Base>

#include <kernel/downcast.hpp>

using namespace kernel;

class Device : public AnyKind {};
#ifdef FIXED
class Disk final : public Kind<Disk, Device> {};
#else
class Disk final : public Device {};
#endif

const Disk *use(const Device &device)
{
	return downcast<Disk>(device);
}
