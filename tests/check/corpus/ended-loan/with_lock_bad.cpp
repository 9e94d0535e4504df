// SPDX-License-Identifier: GPL-2.0
//! A helper runs a function under the array's lock, and the function hands an item out.

#include <kernel/container/xarray.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

struct Slot {
	explicit Slot(u32 owner) : owner(owner) {}

	u32 owner;
};

class Slots final : Pinned {
	using Array = XArray<Box<Slot>, "slots.array">;

	template <typename Function>
	auto locked(Function function) const
	{
		auto array = array_.lock();

		return function(array);
	}

public:
	Result<> add(usize index, u32 owner) const
	{
		return array_.insert(index, TRY(make_box<Slot>(GFP_KERNEL, owner)), GFP_KERNEL);
	}
	void drop(usize index) const { array_.remove(index).ignore(); }
	u32 owner_of(usize index) const
	{
		Slot *slot = locked([&](Array::Locked &array) { return array.find(index); });

		return slot ? slot->owner : 0; // BUG: ended-loan, escaping-loan
	}

private:
	Array array_;
};

class SlotsModule final : Pinned {
public:
	Result<> init()
	{
		TRY(slots_.add(3, 7));
		pr_info("{}", slots_.owner_of(3));
		slots_.drop(3);
		return ok;
	}

private:
	Slots slots_;
};

} // namespace

KERNEL_MODULE(SlotsModule, { .name = "minimal", .license = "GPL" })
