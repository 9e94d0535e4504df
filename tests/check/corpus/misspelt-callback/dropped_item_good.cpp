// SPDX-License-Identifier: GPL-2.0
//! The group has a drop_item().

#include <kernel/attr/configfs.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>

using namespace kernel;

class Lun final : public configfs::Item<Lun> {
public:
	explicit Lun(u64 number) : number_(number) {}

	u64 number() const { return number_; }

	using Attributes = configfs::Attributes<attr::ReadOnly<"number", &Lun::number>>;

private:
	u64 number_;
};

class Luns final : Pinned {
public:
	Result<> init() { return subsystem_.publish("luns"); }

	Result<Box<Lun>> make_item(CStr name) const
	{
		if (count_.load(relaxed) == 16)
			return ENOSPC;
		auto lun = TRY(make_box<Lun>(GFP_KERNEL, TRY(parse<u64>(name))));

		count_.inc();
		return lun;
	}
	void drop_item(const Lun &lun) const
	{
		pr_debug("lun {} is gone", lun.number());
		count_.dec();
	}

private:
	Atomic<u32> count_;
	configfs::Subsystem<Luns> subsystem_{ this_is<&Luns::subsystem_> };
};
