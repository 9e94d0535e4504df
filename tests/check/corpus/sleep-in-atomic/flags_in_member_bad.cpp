// SPDX-License-Identifier: GPL-2.0
//! A pool remembers the flags for its allocations, and makes them under its spinlock.

#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

struct Buffer {
	u8 bytes[64] = {};
};

class Pool final {
	using Buffers = Vec<Box<Buffer>>;

public:
	explicit Pool(Gfp flags) : flags_(flags) {}

	Result<> grow() const
	{
		auto buffers = buffers_.lock_irqsave();

		return buffers->push(TRY(make_box<Buffer>(flags_)), GFP_ATOMIC); // BUG: sleep-in-atomic
	}
	usize size() const { return buffers_.lock_irqsave()->size(); }

private:
	Gfp flags_;
	SpinLock<Buffers, "pool.buffers"> buffers_;
};

} // namespace

Result<usize> fill_pool();
Result<usize> fill_pool()
{
	Pool pool(GFP_KERNEL);

	TRY(pool.grow());
	return pool.size();
}
