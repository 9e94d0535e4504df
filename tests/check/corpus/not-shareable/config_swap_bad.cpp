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
		turn_later();		     // BUG: published-early
		if (configure(8).is_error()) // BUG: not-shareable, outlived-callback, ended-loan, published-early
			pr_warn("the step stays");
	}

private:
	Result<> configure(u32 step)
	{
		config_ = TRY(make_box<Config>(GFP_KERNEL, step)); // BUG: not-shareable, outlived-callback, ended-loan
		return ok;
	}
	void turn() const
	{
		position_.add(config_->step);
		turn_later();
	}
	void turn_later() const { workqueue::system().enqueue_delayed(turn_, 1_ms); }

	Box<Config> config_;
	Atomic<u32> position_;
	DelayedWork<Motor, "motor.turn"> turn_{ calls<&Motor::turn, &Motor::turn_> };
};

} // namespace

KERNEL_MODULE(Motor, { .name = "minimal", .license = "GPL" })
