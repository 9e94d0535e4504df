// SPDX-License-Identifier: GPL-2.0
//! The locks are taken in their declared order.

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

	auto all = all_lock.lock(nothing_held);
	auto port = port_lock.lock(all);
	port->speed = speed;
	if (speed == 0)
		return ENOLINK;
	all->ports++;
	return all->ports;
}
