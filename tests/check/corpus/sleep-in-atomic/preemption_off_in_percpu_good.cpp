// SPDX-License-Identifier: GPL-2.0
//! The value is read through the per-CPU guard, which ends before the mutex is taken.

#include <kernel/memory/percpu.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

struct Load {
	u64 requests = 0;
	u64 slow = 0;
};

class Meter final {
public:
	static Result<Box<Meter>> create()
	{
		return make_box<Meter>(GFP_KERNEL, TRY(PerCpu<Load>::create(GFP_KERNEL)));
	}
	explicit Meter(PerCpu<Load> load) : load_(std::move(load)) {}

	Result<> request(u32 milliseconds) const
	{
		u64 slow = 0;
		{
			auto load = load_.local();

			load->requests++;
			if (milliseconds < 100)
				return ok;
			slow = ++load->slow;
		}
		return report(slow);
	}

private:
	Result<> report(u64 slow) const { return log_.lock()->push(slow, GFP_KERNEL); }

	PerCpu<Load> load_;
	Mutex<Vec<u64>, "meter.log"> log_;
};

} // namespace

Result<> measure();
Result<> measure()
{
	auto meter = TRY(Meter::create());

	TRY(meter->request(5));
	return meter->request(500);
}
