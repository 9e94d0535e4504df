// SPDX-License-Identifier: GPL-2.0
//! The helper object with the debugfs directory is destroyed before the pool.

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
	Box<Pool> pool_;
	Vec<Box<PoolView>> views_;
};
