// SPDX-License-Identifier: GPL-2.0
//! A timer plays a table of steps again and again, and stops if the table has none.

#include <kernel/defer/hrtimer.hpp>
#include <kernel/file/miscdevice.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>
#include <kernel/sync/rcu_ptr.hpp>

using namespace kernel;

namespace {

struct Step {
	u32 microseconds;
	u32 value;
};

struct Load {
	u64 address;
	u64 count;
};

struct Table {
	explicit Table(Vec<Step> steps) : steps(std::move(steps)) {}

	const Vec<Step> steps;
};

class Player final : Pinned {
	struct State {
		RcuPtr<Table> table;
	};

public:
	Result<> load(Vec<Step> steps) const
	{
		auto table = TRY(make_rcu_box<Table>(GFP_KERNEL, std::move(steps)));

		state_.lock()->table.replace(std::move(table));
		timer_.start(1_ms);
		return ok;
	}

private:
	HrRestart pulse(const HrExpiry<clock::Monotonic> &expiry) const
	{
		rcu::ReadGuard reading;
		const Table *table = rcu::unlocked(state_, &State::table).get(reading);
		u32 at = at_.load(relaxed);

		if (!table)
			return restart::no;
		if (at >= table->steps.size())
			at = 0;
		const Step *step = table->steps.get(at);

		if (!step)
			return restart::no;
		value_.store(step->value, relaxed);
		at_.store(at + 1, relaxed);
		return expiry.forward(Delta::microseconds(step->microseconds));
	}

	Mutex<State, "player.state"> state_;
	Atomic<u32> at_;
	Atomic<u32> value_;
	HrTimer<Player> timer_{ calls<&Player::pulse, &Player::timer_> };
};

class Control final {
public:
	explicit Control(Arc<Player> player) : player_(std::move(player)) {}

	static Result<Box<Control>> open(const File &, Arc<Player> player)
	{
		return make_box<Control>(GFP_KERNEL_ACCOUNT, std::move(player));
	}
	Result<> load(const File &, const Load &what) const
	{
		Vec<Step> steps;

		if (what.count > 256)
			return E2BIG;
		TRY(steps.resize(what.count, Step{}, GFP_KERNEL));
		auto from = UserSlice::at(what.address, what.count * sizeof(Step)).reader();
		TRY(from.read(steps.span()));
		for (const Step &step : steps)
			if (step.microseconds < 100)
				return EINVAL;
		return player_->load(std::move(steps));
	}

	using Ioctls = ioctl::Table<ioctl::On<ioctl::Write<'p', 0, Load>, &Control::load>>;

private:
	const Arc<Player> player_;
};

class PlayerModule final : Pinned {
public:
	static Result<Box<PlayerModule>> create()
	{
		auto self = TRY(make_box<PlayerModule>(GFP_KERNEL, TRY(make_arc<Player>(GFP_KERNEL))));

		TRY(self->device_.publish());
		return self;
	}

	explicit PlayerModule(Arc<Player> player) : device_(std::move(player)) {}

private:
	misc::Device<Control, "player", Player> device_;
};

} // namespace

KERNEL_MODULE(PlayerModule, { .name = "minimal", .license = "GPL" })
