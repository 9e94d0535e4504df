// SPDX-License-Identifier: GPL-2.0
//! Owners that form a tree are destroyed from the root, and a destructor that stops its timer first may use everything.

#include <kernel/defer/timer.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

class Leaf final : Pinned {
public:
	void start() const { timer_.arm(1_s); }
	~Leaf()
	{
		timer_.shutdown();
		// SAFETY: nobody else has the object when it is destroyed, and the timer does not run any more.
		beats_.data(unsafe).clear();
	}

private:
	void tick() const
	{
		auto beats = beats_.lock();

		beats->clear();
		start();
	}

	SpinLock<Vec<u32>, "leaf.beats"> beats_;
	Timer<Leaf, "leaf.timer"> timer_{ calls<&Leaf::tick, &Leaf::timer_> };
};

class Root final : Pinned {
public:
	Result<> adopt(Arc<Leaf> leaf) const { return leaves_.lock()->push(std::move(leaf), GFP_KERNEL); }

private:
	Mutex<Vec<Arc<Leaf>>, "root.leaves"> leaves_;
};

Result<Arc<Root>> family();
Result<Arc<Root>> family()
{
	Arc<Root> root = TRY(make_arc<Root>(GFP_KERNEL));
	Arc<Leaf> leaf = TRY(make_arc<Leaf>(GFP_KERNEL));

	TRY(root->adopt(leaf.share()));
	leaf->start();
	return root;
}
