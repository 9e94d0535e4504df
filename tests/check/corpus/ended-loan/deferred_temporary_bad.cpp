// SPDX-License-Identifier: GPL-2.0
//! A coroutine that takes a reference is made from a temporary, and is awaited in a later statement.

#include <kernel/async/executor.hpp>
#include <kernel/async/sleep.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

struct Plan {
	u32 rounds;
	u32 pause;
};

Plan plan_for(u32 rounds)
{
	return { rounds, 1 };
}

Async<u32> run(Gfp, const Plan &plan)
{
	u32 done = 0;

	for (; done < plan.rounds; done++)
		CO_TRY(co_await async::sleep(Jiffies::milliseconds(plan.pause)));
	co_return done;
}

Async<> drive(Gfp flags, u32 rounds)
{
	auto pending = run(flags, plan_for(rounds)); // BUG: ended-loan, escaping-loan

	pr_info("{} rounds planned", rounds);
	const u32 done = CO_TRY(co_await std::move(pending)); // BUG: ended-loan, escaping-loan
	pr_info("{} done", done);
	co_return ok;
}

class Driver final {
public:
	static Result<Driver> create()
	{
		auto executor = TRY(async::Executor::create(fmt("driver")));

		TRY(executor.spawn(GFP_KERNEL, drive, 3u)).detach();
		return { std::in_place, std::move(executor) };
	}

	explicit Driver(async::Executor executor) : executor_(std::move(executor)) {}

private:
	async::Executor executor_;
};

} // namespace

KERNEL_MODULE(Driver, { .name = "minimal", .license = "GPL" })
