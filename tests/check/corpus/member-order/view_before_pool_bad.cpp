// SPDX-License-Identifier: GPL-2.0
//! The debugfs directory of a helper object outlives the pool that its files show.

#include <kernel/attr/debugfs.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

struct Buffer {
	u32 size;
	u32 users;
};

class Pool final : Pinned {
public:
	Result<> add(u32 size) const { return buffers_.lock()->push({ size, 0 }, GFP_KERNEL); }
	u64 bytes() const
	{
		u64 sum = 0;
		auto buffers = buffers_.lock();

		for (const Buffer &buffer : *buffers)
			sum += buffer.size;
		return sum;
	}

private:
	Mutex<Vec<Buffer>, "pool.buffers"> buffers_;
};

class PoolView final : Pinned {
public:
	explicit PoolView(const Pool &pool __lifetimebound) : pool_(pool)
	{
		auto dir = files_.publish("pool");

		dir.read_only<&PoolView::bytes>("bytes");
	}

private:
	u64 bytes() const { return pool_.bytes(); }

	const Pool &pool_;
	debugfs::ScopedDir<PoolView> files_{ this_is<&PoolView::files_> };
};

class PoolModule final : Pinned {
public:
	Result<> init()
	{
		for (u32 size : { 64u, 256u, 1024u })
			TRY(pool_->add(size));
		return views_.push(TRY(make_box<PoolView>(GFP_KERNEL, *pool_)), GFP_KERNEL);
	}
	explicit PoolModule(Box<Pool> pool) : pool_(std::move(pool)) {}

private:
	Vec<Box<PoolView>> views_; // BUG: member-order
	Box<Pool> pool_;	   // BUG: member-order
};
