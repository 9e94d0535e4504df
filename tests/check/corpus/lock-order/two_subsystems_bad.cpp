// SPDX-License-Identifier: GPL-2.0
//! A registry calls its clients under its mutex, and a client calls the registry under its own.
//! Like the inversions that lockdep finds between the lock of a core and that of a driver.

#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

class Registry;

class Client final : Pinned {
	struct State {
		u32 level = 0;
		u32 announced = 0;
	};

public:
	explicit Client(Arc<Registry> registry) : registry_(std::move(registry)) {}

	void set_level(u32 level) const { state_.lock()->level = level; }
	inline void announce() const;

private:
	Arc<Registry> registry_;
	Mutex<State, "client.state"> state_;
};

class Registry final : Pinned {
public:
	u32 limit() const { return *limit_.lock(); }

	void lower_to(const Client &client, u32 level) const
	{
		auto limit = limit_.lock();

		*limit = level;
		client.set_level(level); // BUG: lock-order
	}

private:
	Mutex<u32, "registry.limit"> limit_;
};

void Client::announce() const
{
	auto state = state_.lock();
	const u32 limit = registry_->limit(); // BUG: lock-order

	state->announced = state->level < limit ? state->level : limit;
}

} // namespace

Result<> announce_all();
Result<> announce_all()
{
	auto registry = TRY(make_arc<Registry>(GFP_KERNEL));
	Client client(registry.share());

	client.announce();
	registry->lower_to(client, 3);
	return ok;
}
