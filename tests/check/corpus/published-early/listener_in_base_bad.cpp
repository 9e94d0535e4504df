// SPDX-License-Identifier: GPL-2.0
//! A base class registers itself: events may come before the derived class is constructed.

#include <kernel/prelude.hpp>

using namespace kernel;

class Listener;
using Listeners = Mutex<Vec<const Listener *>, "bus.listeners">;

class Listener : Pinned {
public:
	explicit Listener(const Listeners &listeners __lifetimebound) : listeners_(listeners)
	{
		if (listeners_.lock()->push(this, GFP_KERNEL).is_error()) // BUG: published-early
			pr_warn("nobody listens");
	}
	virtual ~Listener()
	{
		listeners_.lock()->retain([&](const Listener *other) { return other != this; });
	}
	virtual void notify(u32 event) const = 0;

private:
	const Listeners &listeners_;
};

class Printer final : public Listener {
public:
	Printer(const Listeners &listeners __lifetimebound, CString name) : Listener(listeners), name_(std::move(name)) {}

	void notify(u32 event) const override { pr_info("{}: event {}", name_, event); }

private:
	CString name_;
};

class Bus final : Pinned {
public:
	Result<> init()
	{
		auto name = TRY(CString::copy("bus", GFP_KERNEL));
		auto printer = TRY(make_box<Printer>(GFP_KERNEL, listeners_, std::move(name)));

		return printers_.push(std::move(printer), GFP_KERNEL);
	}
	void event(u32 number) const
	{
		auto listeners = listeners_.lock();

		for (const Listener *listener : *listeners)
			listener->notify(number);
	}

private:
	Listeners listeners_;
	Vec<Box<Printer>> printers_;
};
