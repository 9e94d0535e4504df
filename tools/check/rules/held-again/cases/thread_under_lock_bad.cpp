// SPDX-License-Identifier: GPL-2.0
//! A pump's thread takes the lock that its owner holds while it stops the thread.

#include <kernel/prelude.hpp>
#include <kernel/task/kthread.hpp>

using namespace kernel;

namespace {

struct Tank : Pinned {
	Mutex<u32, "tank.level"> level;
};

class Pump final : Pinned {
public:
	static Result<Box<Pump>> create()
	{
		auto tank = TRY(make_arc<Tank>(GFP_KERNEL));
		auto thread = TRY(Kthread::run(
			fmt("pump"),
			[](const ThisKthread &self, Arc<Tank> tank) {
				while (!self.should_stop()) {
					{
						auto level = tank->level.lock();
						*level += 1;
					}
					self.sleep();
				}
			},
			tank.share()));

		return make_box<Pump>(GFP_KERNEL, std::move(tank), std::move(thread));
	}
	Pump(Arc<Tank> tank, Kthread thread) : tank_(std::move(tank)), thread_(std::move(thread)) {}
	~Pump()
	{
		auto level = tank_->level.lock();

		halt(); // BUG: held-again
		pr_info("at {}", *level);
	}

private:
	void halt()
	{
		if (thread_.stop().is_error())
			pr_warn("never ran");
	}

	Arc<Tank> tank_;
	Kthread thread_;
};

} // namespace

KERNEL_MODULE(Pump, { .name = "minimal", .license = "GPL" })
