// SPDX-License-Identifier: GPL-2.0
//! A registry calls a visitor under its lock, which locks a device; a device asks the registry under its own.

#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

class Registry final : Pinned {
public:
	template <typename Visit>
	void each(Visit visit) const
	{
		auto ids = ids_.lock();

		for (u32 id : *ids)
			visit(id);
	}
	bool has(u32 id) const
	{
		auto ids = ids_.lock();

		for (u32 known : *ids)
			if (known == id)
				return true;
		return false;
	}
	Result<> add(u32 id) const { return ids_.lock()->push(id, GFP_KERNEL); }

private:
	Mutex<Vec<u32>, "registry.ids"> ids_;
};

class Device final : Pinned {
public:
	explicit Device(const Registry &registry) : registry_(registry) {}
	void touch(u32 id) const
	{
		auto state = state_.lock();

		*state += id;
	}
	Result<> renumber(u32 id) const
	{
		if (registry_.has(id))
			return EEXIST;
		auto state = state_.lock();
		*state = id;
		return ok;
	}

private:
	const Registry &registry_;
	Mutex<u32, "device.state"> state_;
};

class Bus final : Pinned {
public:
	Result<> init()
	{
		TRY(registry_.add(1));
		registry_.each([this](u32 id) { device_.touch(id); });
		return device_.renumber(2);
	}

private:
	Registry registry_;
	Device device_{ registry_ };
};

} // namespace

KERNEL_MODULE(Bus, { .name = "minimal", .license = "GPL" })
