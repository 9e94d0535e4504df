// SPDX-License-Identifier: GPL-2.0
//! The reader lets the semaphore go, takes it to write, and looks again.

#include <kernel/prelude.hpp>
#include <kernel/sync/rwsem.hpp>

using namespace kernel;

namespace {

struct Mapping {
	u64 virtual_page;
	u64 physical_page;
};

class PageTable final {
	using Mappings = Vec<Mapping>;

public:
	Result<u64> translate(u64 page) const
	{
		{
			auto mappings = mappings_.read();

			if (const Mapping *mapping = find(*mappings, page))
				return mapping->physical_page;
		}
		auto writable = mappings_.write();
		if (const Mapping *mapping = find(*writable, page))
			return mapping->physical_page;
		TRY(writable->push({ page, page ^ 0xfff }, GFP_KERNEL));
		return page ^ 0xfff;
	}

private:
	static const Mapping *find(const Mappings &mappings __lifetimebound, u64 page)
	{
		for (const Mapping &mapping : mappings)
			if (mapping.virtual_page == page)
				return &mapping;
		return nullptr;
	}

	RwSemaphore<Mappings, "pagetable.mappings"> mappings_;
};

} // namespace

Result<u64> translate_one(u64 page);
Result<u64> translate_one(u64 page)
{
	PageTable table;

	return table.translate(page);
}
