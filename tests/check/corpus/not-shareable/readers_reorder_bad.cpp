// SPDX-License-Identifier: GPL-2.0
//! Readers of an RwLock, several at once, move the entry that they found to the front.

#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>
#include <kernel/sync/rwlock.hpp>

using namespace kernel;

struct Mapping {
	u32 from;
	u32 to;
};

class Mappings {
public:
	Result<> add(u32 from, u32 to) { return all_.push({ from, to }, GFP_ATOMIC); }

	u32 find(u32 from) const
	{
		Mapping *before = nullptr;

		for (Mapping &mapping : all_) {
			if (mapping.from == from) {
				const u32 to = mapping.to;

				if (before)
					std::swap(*before, mapping);
				return to;
			}
			before = &mapping;
		}
		return from;
	}

private:
	mutable Vec<Mapping> all_; // BUG: not-shareable
};

class Translator final : Pinned {
public:
	u32 translate(u32 address) const { return mappings_.read()->find(address); }
	Result<> map(u32 from, u32 to) const { return mappings_.write()->add(from, to); }

private:
	RwLock<Mappings, "iommu.mappings"> mappings_; // BUG: not-shareable
};
