// SPDX-License-Identifier: GPL-2.0
//! An object whose constructor waits is made before the spinlock is taken.

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
		auto port = TRY(make_box<Port>(GFP_KERNEL, number));

		return ports_.lock()->push(std::move(port), GFP_ATOMIC);
	}

	SpinLock<Vec<Box<Port>>, "ports.all"> ports_;
};

} // namespace

KERNEL_MODULE(Ports, { .name = "minimal", .license = "GPL" })
