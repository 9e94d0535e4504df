// SPDX-License-Identifier: GPL-2.0
//! A file's read() copies to user memory inside an RCU read-side section.
//! Like many "sleeping function called from invalid context": a page fault inside rcu_read_lock().

#include <kernel/file/miscdevice.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/rcu_ptr.hpp>

using namespace kernel;

namespace {

struct Route {
	u32 address;
	u32 gateway;
};

class Routes final : Pinned {
	struct State {
		RcuPtr<Route> current;
	};

public:
	Result<usize> read(const File &, UserWriter to) const
	{
		rcu::ReadGuard reading;
		const Route *route = rcu::unlocked(state_, &State::current).get(reading);

		if (!route)
			return 0;
		TRY(to.write(*route)); // BUG: sleep-in-atomic
		return sizeof(Route);
	}

	Result<usize> write(const File &, UserReader from) const
	{
		auto next = TRY(make_rcu_box<Route>(GFP_KERNEL, TRY(from.read<Route>())));

		state_.lock()->current.replace(std::move(next));
		return sizeof(Route);
	}

private:
	Mutex<State, "routes.state"> state_;
};

class Module final : Pinned {
public:
	Result<> init() { return device_.publish(); }

private:
	misc::Device<Routes, "routes"> device_;
};

} // namespace

KERNEL_MODULE(Module, { .name = KBUILD_MODNAME, .license = "GPL" })
