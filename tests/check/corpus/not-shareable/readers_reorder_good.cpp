// SPDX-License-Identifier: GPL-2.0
//! Readers of an RwLock only read; a hint of theirs is atomic.

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
	Result<> add(u32 from, u32 to) { return all_.push({ from, to }, GFP_KERNEL); }

	u32 find(u32 from) const
	{
		for (usize i = hint_.load(relaxed); i < all_.size(); i++) {
			const Mapping *mapping = all_.get(i);

			if (mapping->from != from)
				continue;
			hint_.store(static_cast<u32>(i), relaxed);
			return mapping->to;
		}
		hint_.store(0, relaxed);
		return from;
	}

private:
	Vec<Mapping> all_;
	Atomic<u32> hint_;
};

class Translator final : Pinned {
public:
	u32 translate(u32 address) const { return mappings_.read()->find(address); }
	Result<> map(u32 from, u32 to) const { return mappings_.write()->add(from, to); }

private:
	RwLock<Mappings, "iommu.mappings"> mappings_;
};
