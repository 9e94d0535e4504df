// SPDX-License-Identifier: GPL-2.0
//! The number belongs to an allocator that the driver keeps.

#include <kernel/container/idr.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>

using namespace kernel;

class Minor {
public:
	explicit Minor(Ida::Id id) : id_(std::move(id)) {}

	u32 value() const { return id_.value(); }

private:
	Ida::Id id_;
};

class Minors final : Pinned {
public:
	Result<Minor> next(u32 first) const __lifetimebound
	{
		auto id = TRY(numbers_.alloc(GFP_KERNEL, first, first + 63));

		taken_.inc();
		if (id.value() > 255)
			return ENOSPC;
		return Minor(std::move(id));
	}
	u32 taken() const { return taken_.load(relaxed); }

private:
	Atomic<u32> taken_;
	Ida numbers_;
};
