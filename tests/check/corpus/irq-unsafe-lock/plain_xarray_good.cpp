// SPDX-License-Identifier: GPL-2.0
//! The XArray that a timer's softirq uses turns softirqs off when it is locked.

#include <kernel/container/xarray.hpp>
#include <kernel/defer/timer.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

struct Lease {
	explicit Lease(u32 seconds) : left(seconds) {}
	u32 left;
};

class Leases final : Pinned {
public:
	Result<> init()
	{
		age_.arm(1_s);
		return ok;
	}
	Result<> grant(u32 id, u32 seconds) const
	{
		auto lease = TRY(make_box<Lease>(GFP_KERNEL, seconds));

		return leases_.insert(id, std::move(lease), GFP_KERNEL);
	}
	Result<u32> left(u32 id) const
	{
		auto leases = leases_.lock();
		const Lease *lease = leases.find(id);

		if (!lease)
			return ENOENT;
		return lease->left;
	}

private:
	void age() const
	{
		{
			auto leases = leases_.lock();

			for (auto [id, lease] : leases.items())
				if (lease.left)
					lease.left--;
		}
		age_.arm(1_s);
	}

	XArray<Box<Lease>, "leases.all", XaIds::None, XaLock::Bh> leases_;
	Timer<Leases, "leases.age"> age_{ calls<&Leases::age, &Leases::age_> };
};

} // namespace

KERNEL_MODULE(Leases, { .name = KBUILD_MODNAME, .license = "GPL" })
