// SPDX-License-Identifier: GPL-2.0
//! Ports own the hub that owns the ports, and there is one hub.

#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

class Port;

class Hub final : Pinned {
public:
	Result<> add(Box<Port> port) const;
	void remove_all() const;

private:
	Mutex<Vec<Box<Port>>, "hub.ports"> ports_;
};

class Port final {
public:
	explicit Port(Arc<Hub> hub) : hub_(std::move(hub)) {}

private:
	Arc<Hub> hub_;
};

Result<> Hub::add(Box<Port> port) const
{
	return ports_.lock()->push(std::move(port), GFP_KERNEL);
}

void Hub::remove_all() const
{
	Vec<Box<Port>> all;
	auto ports = ports_.lock();

	std::swap(all, *ports);
}

class HubModule final {
public:
	static Result<HubModule> create()
	{
		auto hub = TRY(make_arc<Hub>(GFP_KERNEL));

		for (u32 i = 0; i < 4; i++)
			TRY(hub->add(TRY(make_box<Port>(GFP_KERNEL, hub.share()))));
		return { std::in_place, std::move(hub) };
	}
	explicit HubModule(Arc<Hub> hub) : hub_(std::move(hub)) {}
	~HubModule() { hub_->remove_all(); }

private:
	Arc<Hub> hub_;
};

} // namespace

KERNEL_MODULE(HubModule, { .name = "minimal", .license = "GPL" })
