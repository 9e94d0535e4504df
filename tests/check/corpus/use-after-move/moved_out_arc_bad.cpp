// SPDX-License-Identifier: GPL-2.0
//! A member was moved into a thread, and a later call of the object follows the empty pointer.

#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>
#include <kernel/task/kthread.hpp>

using namespace kernel;

namespace {

struct Shared : Pinned {
	Atomic<u32> rounds;
};

class Engine final {
public:
	explicit Engine(Arc<Shared> shared) : shared_(std::move(shared)) {}
	Result<Kthread> start()
	{
		return Kthread::run(
			fmt("engine"),
			[](const ThisKthread &self, Arc<Shared> shared) {
				while (!self.should_stop()) {
					shared->rounds.inc();
					self.sleep();
				}
			},
			std::move(shared_));
	}
	u32 rounds() const { return shared_->rounds.load(relaxed); }

private:
	Arc<Shared> shared_;
};

class EngineModule final {
public:
	static Result<EngineModule> create()
	{
		Engine engine(TRY(make_arc<Shared>(GFP_KERNEL)));
		auto thread = TRY(engine.start());

		pr_info("{}", engine.rounds()); // BUG: use-after-move, unchecked-null
		return { std::in_place, std::move(thread) };
	}
	explicit EngineModule(Kthread thread) : thread_(std::move(thread)) {}

private:
	Kthread thread_;
};

} // namespace

KERNEL_MODULE(EngineModule, { .name = "minimal", .license = "GPL" })
