// SPDX-License-Identifier: GPL-2.0
//! An element that looks at its container whenever it is built from another one or destroyed.
#pragma once

#include <kernel/base/access_once.hpp>
#include <kernel/prelude.hpp>
#include <kernel/test/kunit.hpp>

/// Counts how often it sees an element that is not alive. A moved-from element goes on looking.
template <template <typename> class Around>
class Watching {
public:
	Watching(const Around<Watching> &around, kernel::u32 &dead, kernel::u32 number)
		: around_(&around), dead_(&dead), number_(number), mark_(alive)
	{
	}
	Watching(Watching &&other) noexcept : around_(other.around_), dead_(other.dead_), number_(other.number_)
	{
		look();
		mark_ = alive;
	}
	Watching &operator=(Watching &&) = delete;
	~Watching()
	{
		mark_ = 0;
		look();
	}

	kernel::u32 number() const { return number_; }

private:
	static constexpr kernel::u32 alive = 0xa11f'e000;

	void look() const
	{
		for (const Watching &each : *around_)
			if (kernel::read_once(each.mark_) != alive)
				++*dead_;
	}

	const Around<Watching> *around_;
	kernel::u32 *dead_;
	kernel::u32 number_;
	kernel::u32 mark_;
};
