// SPDX-License-Identifier: GPL-2.0
//! Each override keeps the promise of the virtual function.

#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>
#include <kernel/time/delay.hpp>

using namespace kernel;

namespace {

class Led {
public:
	virtual ~Led() = default;
	virtual void set(bool on) __atomic = 0;
};

class GpioLed final : public Led {
public:
	void set(bool on) __atomic override { on_.store(on, relaxed); }

private:
	Atomic<bool> on_;
};

class BusLed final : public Led {
public:
	void set(bool on) override
	{
		delay(10_us);
		on_.store(on, relaxed);
	}

private:
	Atomic<bool> on_;
};

struct Panel {
	explicit Panel(Box<Led> led) : led(std::move(led)) {}
	Box<Led> led;
	bool alarm = false;
};
using PanelLock = SpinLock<Panel, "panel.alarm">;

void raise_alarm(const PanelLock &lock)
{
	auto panel = lock.lock();

	panel->alarm = true;
	panel->led->set(true);
}

} // namespace

Result<> alarm_twice(bool on_bus);
Result<> alarm_twice(bool on_bus)
{
	auto led = on_bus ? Box<Led>(TRY(make_box<BusLed>(GFP_KERNEL))) : Box<Led>(TRY(make_box<GpioLed>(GFP_KERNEL)));
	PanelLock panel(std::move(led));

	raise_alarm(panel);
	raise_alarm(panel);
	return ok;
}
