// SPDX-License-Identifier: GPL-2.0
//! An ordered lock is taken with `nothing_held`, although the lock that comes after it is held.

#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

struct Device {
	u32 users = 0;
};
struct Power {
	bool on = false;
};

class Hub final {
	using DeviceLock = Mutex<Device, "hub.device", Outermost>;
	using PowerLock = Mutex<Power, "hub.power", After<DeviceLock>>;

public:
	void open() const
	{
		auto device = device_.lock(nothing_held);
		auto power = power_.lock(device);

		device->users++;
		power->on = true;
	}

	void suspend() const
	{
		auto power = power_.lock(nothing_held);

		if (!power->on)
			return;
		auto device = device_.lock(nothing_held); // BUG: lock-order
		power->on = device->users > 0;
	}

private:
	DeviceLock device_;
	PowerLock power_;
};

} // namespace

void cycle_power();
void cycle_power()
{
	Hub hub;

	hub.open();
	hub.suspend();
}
