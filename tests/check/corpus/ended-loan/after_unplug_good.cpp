// SPDX-License-Identifier: GPL-2.0
//! The access that protects the registers from an unplug lasts as long as they are used.

#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>
#include <kernel/sync/revocable.hpp>

using namespace kernel;

class Registers final : Pinned {
public:
	explicit Registers(u32 banks) : banks_(banks) {}

	u32 status(u32 bank) const { return bank < banks_ ? status_[bank & 3].load(relaxed) : ~0u; }
	void acknowledge(u32 bank) const { status_[bank & 3].store(0, relaxed); }

private:
	u32 banks_;
	Atomic<u32> status_[4];
};

class Gadget final : Pinned {
public:
	Gadget() : registers_(4u) {}

	Result<u32> poll(u32 bank) const
	{
		auto access = registers_.access();
		const auto *held = access.get();

		if (!held)
			return ENXIO;
		const Registers *registers = &**held;
		const u32 status = registers->status(bank);

		if (status & 1)
			registers->acknowledge(bank);
		return status;
	}
	void unplug() const { registers_.revoke(); }

private:
	Revocable<Registers> registers_;
};
