// SPDX-License-Identifier: GPL-2.0
//! Helpers that the cases in this directory share.
#pragma once

#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>
#include <kernel/sync/rcu.hpp>
#include <kernel/test/kunit.hpp>

/// Counts the live objects. When a case ends early, RCU callbacks that count may be pending: this waits for them.
struct Count : kernel::Atomic<kernel::i32> {
	~Count()
	{
		if (!is(0))
			kernel::rcu::barrier();
	}

	bool is(kernel::i32 expected) const { return load(kernel::relaxed) == expected; }
};

/// A member that counts the object that contains it; KASAN sees if it is destroyed too early.
class Alive {
public:
	explicit Alive(const Count &count) : count_(&count) { count.inc(); }
	Alive(const Alive &) = delete;
	~Alive() { count_->dec(); }

private:
	const Count *count_;
};

/// An item whose destructor removes another one from the container.
template <typename Link>
struct Chained {
	Chained(const Count &count, kernel::u32 id) : alive(count), id(id) {}
	Chained(const Chained &) = delete;
	~Chained()
	{
		if (self)
			*self = nullptr;
		if (next && *next)
			remove(around, **next);
	}

	Alive alive;
	const kernel::u32 id;
	Link link;
	/// The places where the pointers to this one and to the other one are.
	Chained **self = nullptr, **next = nullptr;
	void *around = nullptr;
	void (*remove)(void *around, Chained &next) = nullptr;
};

/// Numbers that look random and are the same in each run.
class Disorder {
public:
	kernel::u32 next()
	{
		state_ = state_ * 1664525u + 1013904223u;
		return state_ >> 8;
	}

private:
	kernel::u32 state_ = 1;
};

/// An item that needs no link, for containers that keep their items by index.
struct Item {
	Item(const Count &count, kernel::u32 number) : alive(count), number(number) {}

	Alive alive;
	kernel::u32 number;
};
inline kernel::Result<kernel::Box<Item>> item(const Count &count, kernel::u32 number)
{
	return kernel::make_box<Item>(kernel::GFP_KERNEL, count, number);
}
