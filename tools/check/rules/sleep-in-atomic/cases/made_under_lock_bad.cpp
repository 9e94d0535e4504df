// SPDX-License-Identifier: GPL-2.0
//! An object whose constructor waits is made under a spinlock, with flags that do not wait.

#include <kernel/prelude.hpp>
#include <kernel/time/delay.hpp>

using namespace kernel;

namespace {

class Port final {
public:
	explicit Port(u32 number) : number_(number) { reset(); }
	u32 number() const { return number_; }

private:
	static void reset() { sleep(2_ms); }

	u32 number_;
};

class Ports final : Pinned {
public:
	Result<> init()
	{
		TRY(add(1));
		return add(2);
	}

private:
	Result<> add(u32 number) const
	{
		auto ports = ports_.lock();

		return ports->push(TRY(make_box<Port>(GFP_ATOMIC, number)), GFP_ATOMIC); // BUG: sleep-in-atomic
	}

	SpinLock<Vec<Box<Port>>, "ports.all"> ports_;
};

} // namespace

KERNEL_MODULE(Ports, { .name = "minimal", .license = "GPL" })
