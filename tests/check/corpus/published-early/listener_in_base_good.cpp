// SPDX-License-Identifier: GPL-2.0
//! An object is registered after it was constructed, by an owner.

#include <kernel/prelude.hpp>

using namespace kernel;

class Listener;
using Listeners = Mutex<Vec<Arc<Listener>>, "bus.listeners">;

class Listener : Pinned {
public:
	virtual ~Listener() = default;
	virtual void notify(u32 event) const = 0;
};

class Printer final : public Listener {
public:
	explicit Printer(CString name) : name_(std::move(name)) {}

	void notify(u32 event) const override { pr_info("{}: event {}", name_, event); }

private:
	CString name_;
};

class Bus final : Pinned {
public:
	Result<> init()
	{
		auto name = TRY(CString::copy("bus", GFP_KERNEL));
		auto printer = TRY(make_arc<Printer>(GFP_KERNEL, std::move(name)));

		return listeners_.lock()->push(std::move(printer), GFP_KERNEL);
	}
	void event(u32 number) const
	{
		auto listeners = listeners_.lock();

		for (const auto &listener : *listeners)
			listener->notify(number);
	}

private:
	Listeners listeners_;
};
