// SPDX-License-Identifier: GPL-2.0
//! The access ends before the registers are revoked.
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
		if (TRY(acknowledge_all()) != ~0u)
			return ok;
		pr_warn("the adapter is gone");
		registers_.revoke();
		return ENODEV;
	}

private:
	Result<u32> acknowledge_all() const
	{
		auto registers = TRY(registers_.access());
		const u32 status = registers->status();

		registers->acknowledge(status);
		return status;
	}

	Revocable<Registers> registers_;
};

} // namespace

Result<> service_once();
Result<> service_once()
{
	Adapter adapter;

	return adapter.service();
}
