// SPDX-License-Identifier: GPL-2.0
//! A driver's table of functions is called under a spinlock, and one entry waits for a completion.

#include <kernel/prelude.hpp>
#include <kernel/wait/completion.hpp>

using namespace kernel;

namespace {

struct Modem;
struct ModemOps {
	void (*reset)(const Modem &);
	void (*kick)(const Modem &);
};

struct Modem {
	Completion<"modem.ready"> ready;
	const ModemOps *ops;
	explicit Modem(const ModemOps &ops) : ops(&ops) {}
};

void slow_reset(const Modem &modem)
{
	modem.ready.wait();
}
void fast_kick(const Modem &modem)
{
	modem.ready.complete();
}

constexpr ModemOps operations = { .reset = slow_reset, .kick = fast_kick };

struct Link {
	u32 errors = 0;
	bool up = false;
};

class Watch final {
public:
	void error(const Modem &modem) const
	{
		auto link = link_.lock();

		if (++link->errors < 10)
			return;
		link->up = false;
		modem.ops->reset(modem); // BUG: sleep-in-atomic
		modem.ops->kick(modem);
	}

private:
	SpinLock<Link, "modem.link"> link_;
};

} // namespace

void drill();
void drill()
{
	Modem modem(operations);
	Watch watch;

	for (u32 i = 0; i < 20; i++)
		watch.error(modem);
}
