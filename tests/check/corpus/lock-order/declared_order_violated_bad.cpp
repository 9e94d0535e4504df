// SPDX-License-Identifier: GPL-2.0
//! A lock with a declared order is taken while a lock that comes after it is held.

#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

struct Port {
	u32 speed = 0;
};
struct Switch {
	u32 ports = 0;
};

using SwitchLock = Mutex<Switch, "switch.all", Outermost>;
using PortLock = Mutex<Port, "switch.port", After<SwitchLock>>;

} // namespace

Result<u32> renegotiate(u32 speed);
Result<u32> renegotiate(u32 speed)
{
	SwitchLock all_lock;
	PortLock port_lock;

	auto port = port_lock.lock(nothing_held);
	port->speed = speed;
	if (speed == 0)
		return ENOLINK;
	auto all = all_lock.lock(port); // BUG: types
	all->ports++;
	return all->ports;
}
