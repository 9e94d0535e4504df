// SPDX-License-Identifier: GPL-2.0
//! Readers of an RwLock only read; their counter is atomic.

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
		for (const Mapping &mapping : all_) {
			if (mapping.from == from) {
				const u32 to = mapping.to;

				hits_.inc();
				return to;
			}
		}
		return from;
	}

private:
	Vec<Mapping> all_;
	Atomic<u32> hits_;
};

class Translator final : Pinned {
public:
	u32 translate(u32 address) const { return mappings_.read()->find(address); }
	Result<> map(u32 from, u32 to) const { return mappings_.write()->add(from, to); }

private:
	RwLock<Mappings, "iommu.mappings"> mappings_;
};
