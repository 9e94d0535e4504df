// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/memory/downcast.hpp refuses.
#include <kernel/memory/downcast.hpp>

using namespace kernel;

// REFUSED downcast_of_open_class: downcast<T>\(\): T is final
// A class derived from Disk would have another kind.
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

// REFUSED downcast_without_kind: downcast<T>\(\): T derives from Kind<T, Base>
// The class does not derive from Kind, so its kind is unknown.
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
