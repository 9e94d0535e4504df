// SPDX-License-Identifier: GPL-2.0
//! A virtual function is called under a spinlock, and one of its overrides sleeps.

#include <kernel/prelude.hpp>
#include <kernel/time/delay.hpp>

using namespace kernel;

namespace {

class Bus {
public:
	virtual ~Bus() = default;
	virtual void write(u32 address, u32 value) = 0;
};

class MemoryBus final : public Bus {
public:
	void write(u32 address, u32 value) override
	{
		if (address < 16)
			words_[address] = value;
	}

private:
	u32 words_[16] = {};
};

class SerialBus final : public Bus {
public:
	void write(u32, u32 value) override
	{
		last_ = value;
		sleep(1_ms); // the chip needs a pause
	}

private:
	u32 last_ = 0;
};

struct Wiring {
	explicit Wiring(Box<Bus> bus) : bus(std::move(bus)) {}
	Box<Bus> bus;
	u32 writes = 0;
};
using Port = SpinLock<Wiring, "port.wiring">;

void set_led(const Port &port, u32 led, bool on)
{
	auto wiring = port.lock();

	wiring->writes++;
	wiring->bus->write(led, on ? 1 : 0); // BUG: sleep-in-atomic
}

} // namespace

Result<> blink(bool serial);
Result<> blink(bool serial)
{
	auto bus = serial ? Box<Bus>(TRY(make_box<SerialBus>(GFP_KERNEL)))
			  : Box<Bus>(TRY(make_box<MemoryBus>(GFP_KERNEL)));
	Port port(std::move(bus));

	set_led(port, 3, true);
	set_led(port, 3, false);
	return ok;
}
