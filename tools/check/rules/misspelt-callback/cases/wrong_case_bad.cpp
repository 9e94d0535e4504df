// SPDX-License-Identifier: GPL-2.0
//! A callback's name without its underscore.

#include <kernel/attr/configfs.hpp>
#include <kernel/prelude.hpp>

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

	Result<Box<Lun>> make_item(CStr name) const { return make_box<Lun>(GFP_KERNEL, TRY(parse<u64>(name))); }
	void dropItem(const Lun &lun) const { pr_debug("lun {} is gone", lun.number()); } // BUG: misspelt-callback

private:
	configfs::Subsystem<Luns> subsystem_{ this_is<&Luns::subsystem_> };
};
