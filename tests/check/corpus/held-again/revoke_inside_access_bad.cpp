// SPDX-License-Identifier: GPL-2.0
//! On an error, a driver revokes its registers while it still has access to them, so revoke() waits for itself.
//! Like surprise-removal paths that tear the device down from a function that still uses it.

#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>
#include <kernel/sync/revocable.hpp>

using namespace kernel;

namespace {

class Registers final {
public:
	Registers() : status_(~0u) {}
	u32 status() const { return status_.load(relaxed); }
	void acknowledge(u32 bits) const { status_.and_with(~bits); }

private:
	Atomic<u32> status_;
};

class Adapter final {
public:
	Result<> service() const
	{
		auto registers = TRY(registers_.access());
		const u32 status = registers->status();

		if (status == ~0u) {
			pr_warn("the adapter is gone");
			registers_.revoke(); // BUG: held-again, sleep-in-atomic
			return ENODEV;
		}
		registers->acknowledge(status);
		return ok;
	}

private:
	Revocable<Registers> registers_;
};

} // namespace

Result<> service_once();
Result<> service_once()
{
	Adapter adapter;

	return adapter.service();
}
