// SPDX-License-Identifier: GPL-2.0
//! A helper calls a closure under a lock and returns what the closure returns.
#include <kernel/prelude.hpp>
#include <kernel/sync/mutex.hpp>

using namespace kernel;

class Ledger : Pinned {
	template <typename Use>
	auto with(Use use) const
	{
		auto entries = entries_.lock();

		return use(*entries);
	}

public:
	u32 first() const
	{
		const u32 *entry = with([](Vec<u32> &entries) { return entries.front(); });

		return entry ? *entry : 0; // BUG: ended-loan
	}

private:
	Mutex<Vec<u32>, "ledger.entries"> entries_;
};

u32 first_of(const Ledger &ledger);
u32 first_of(const Ledger &ledger)
{
	return ledger.first();
}
