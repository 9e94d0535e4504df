// SPDX-License-Identifier: GPL-2.0
//! A class derived from Disk would have another kind.
// EXPECT: downcast<T>\(\): T is final

#include <kernel/downcast.hpp>

using namespace kernel;

class Device : public AnyKind {};
#ifdef FIXED
class Disk final : public Kind<Disk, Device> {};
#else
class Disk : public Kind<Disk, Device> {};
#endif

const Disk *use(const Device &device)
{
	return downcast<Disk>(device);
}
