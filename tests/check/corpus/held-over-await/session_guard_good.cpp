// SPDX-License-Identifier: GPL-2.0
//! A coroutine opens a session, which holds a mutex inside, and then waits for a timer.

#include <kernel/async/executor.hpp>
#include <kernel/async/sleep.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

class Store final : Pinned {
	using Lock = Mutex<u32, "store.value">;

public:
	class Session final {
	public:
		explicit Session(const Store &store) : value_(store.value_.lock()) {}
		void add(u32 more) { *value_ += more; }

	private:
		GuardOf<Lock> value_;
	};

	Session open() const { return Session(*this); }

private:
	Lock value_;
};

Async<> fill(Gfp, Arc<Store> store)
{
	for (u32 round = 0; round < 8; round++) {
		store->open().add(round);
		CO_TRY(co_await async::sleep(1_ms));
	}
	co_return ok;
}

class Filler final {
public:
	static Result<Filler> create()
	{
		auto store = TRY(make_arc<Store>(GFP_KERNEL));
		auto executor = TRY(async::Executor::create(fmt("filler")));

		TRY(executor.spawn(GFP_KERNEL, fill, std::move(store))).detach();
		return { std::in_place, std::move(executor) };
	}

	explicit Filler(async::Executor executor) : executor_(std::move(executor)) {}

private:
	async::Executor executor_;
};

} // namespace

KERNEL_MODULE(Filler, { .name = "minimal", .license = "GPL" })
