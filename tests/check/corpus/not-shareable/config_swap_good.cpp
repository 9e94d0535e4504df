// SPDX-License-Identifier: GPL-2.0
//! A work function reads a boxed configuration, and the owner replaces the box meanwhile.

#include <kernel/defer/system_queue.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>

using namespace kernel;

namespace {

struct Config {
	explicit Config(u32 step) : step(step) {}

	u32 step;
};

class Motor final : Pinned {
public:
	static Result<Motor> create() { return { std::in_place, TRY(make_box<Config>(GFP_KERNEL, 4u)) }; }
	explicit Motor(Box<Config> config) : config_(std::move(config))
	{
		turn_later();
		if (configure(8).is_error())
			pr_warn("the step stays");
	}

private:
	Result<> configure(u32 step) const
	{
		auto next = TRY(make_box<Config>(GFP_KERNEL, step));

		auto config = config_.lock();
		std::swap(*config, next);
		return ok;
	}
	void turn() const
	{
		{
			auto config = config_.lock();
			position_.add((*config)->step);
		}
		turn_later();
	}
	void turn_later() const { workqueue::system().enqueue_delayed(turn_, 1_ms); }

	Mutex<Box<Config>, "motor.config"> config_;
	Atomic<u32> position_;
	DelayedWork<Motor, "motor.turn"> turn_{ calls<&Motor::turn, &Motor::turn_> };
};

} // namespace

KERNEL_MODULE(Motor, { .name = "minimal", .license = "GPL" })
