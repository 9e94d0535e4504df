// SPDX-License-Identifier: GPL-2.0
//! An item has its own copy of the name of its directory.

#include <kernel/attr/configfs.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>

using namespace kernel;

class Target final : public configfs::Item<Target> {
public:
	explicit Target(CString name) : name_(std::move(name)) {}
	~Target() { pr_info("target {} is gone", name_); }

	u32 enabled() const { return enabled_.load(relaxed); }
	Result<> enable(u32 how) const
	{
		pr_info("target {} is {}", name_, how ? "on" : "off");
		enabled_.store(how, relaxed);
		return ok;
	}

	using Attributes = configfs::Attributes<attr::ReadWrite<"enabled", &Target::enabled, &Target::enable>>;

private:
	CString name_;
	Atomic<u32> enabled_;
};

class Targets final : Pinned {
public:
	Result<> init() { return subsystem_.publish("targets"); }

	/// Handles mkdir.
	Result<Box<Target>> make_item(CStr name) const
	{
		if (name.size() > 16)
			return ENAMETOOLONG;
		return make_box<Target>(GFP_KERNEL, TRY(CString::copy(name, GFP_KERNEL)));
	}

private:
	configfs::Subsystem<Targets> subsystem_{ this_is<&Targets::subsystem_> };
};
