// SPDX-License-Identifier: GPL-2.0
//! Only if there was no item, the function returns under the spinlock: then nothing is destroyed. klint reports this.

#include <kernel/container/list.hpp>
#include <kernel/defer/system_queue.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

class Probe final : Pinned {
public:
	void begin() const { workqueue::system().enqueue(measure_); }

	ListLink link;

private:
	void measure() const { pr_debug("measured"); }

	Work<Probe, "probes.measure"> measure_{ calls<&Probe::measure, &Probe::measure_> };
};

class Probes final {
	using All = List<Box<Probe>, &Probe::link>;

public:
	Result<> add() const
	{
		auto probe = TRY(make_box<Probe>(GFP_KERNEL));

		probe->begin();
		all_.lock()->push_back(std::move(probe));
		return ok;
	}

	Result<> drop_first() const
	{
		auto all = all_.lock();
		auto gone = all->pop_front();

		if (gone.is_error())
			return ENOENT;
		std::move(all).unlock();
		return ok;
	}

private:
	SpinLock<All, "probes.all"> all_;
};

} // namespace

Result<> probe_once();
Result<> probe_once()
{
	Probes probes;

	TRY(probes.add());
	return probes.drop_first();
}
