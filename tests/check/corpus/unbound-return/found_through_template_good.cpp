// SPDX-License-Identifier: GPL-2.0
//! The search is bound to its argument, which the caller keeps.

#include <kernel/prelude.hpp>

using namespace kernel;

struct Device {
	u32 vendor;
	u32 product;
	u32 quirks;
};

template <typename Range, typename Wanted>
const auto *find_if(const Range &range __lifetimebound, Wanted wanted)
{
	for (const auto &element : range)
		if (wanted(element))
			return &element;
	const typename Range::Element *none = nullptr;

	return none;
}

class Quirks {
public:
	Result<> add(u32 vendor, u32 product, u32 quirks)
	{
		return known_.push({ vendor, product, quirks }, GFP_KERNEL);
	}
	Result<u32> of(u32 vendor) const
	{
		const auto known = TRY(known_.clone(GFP_KERNEL));
		const Device *device = find_if(known, [&](const Device &d) { return d.vendor == vendor; });

		if (!device)
			return 0;
		return device->quirks;
	}

private:
	Vec<Device> known_;
};
