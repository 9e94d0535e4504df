// SPDX-License-Identifier: GPL-2.0
//! A comment argues why the use of unsafe is sound.

#include <kernel/prelude.hpp>
#include <kernel/sync/rcu_ptr.hpp>

using namespace kernel;

namespace {

struct Threshold {
	explicit Threshold(u32 value) : value(value) {}
	u32 value;
};

/// One thread changes the threshold, and others read it.
class Alarm final {
public:
	/// Called by the only updater.
	Result<> set(u32 value) const
	{
		auto next = TRY(make_rcu_box<Threshold>(GFP_KERNEL, value));

		// SAFETY: the thread that calls this is the only updater.
		threshold_.replace(unsafe, std::move(next));
		return ok;
	}
	bool rings(u32 level) const
	{
		rcu::ReadGuard reading;
		const Threshold *threshold = threshold_.get(reading);

		return threshold && level > threshold->value;
	}

private:
	RcuPtr<Threshold> threshold_;
};

} // namespace

Result<bool> ring(u32 level);
Result<bool> ring(u32 level)
{
	Alarm alarm;

	TRY(alarm.set(70));
	return alarm.rings(level);
}
