// SPDX-License-Identifier: GPL-2.0
//! The loop ends at the size of the array.

#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

class Palette final {
	static constexpr u32 colours = 16;

public:
	void grey()
	{
		for (u32 i = 0; i < colours; i++)
			entries_[i] = i * 0x101010;
	}
	u32 brightest() const
	{
		u32 most = 0;

		for (u32 entry : entries_)
			most = entry > most ? entry : most;
		return most;
	}

private:
	u32 entries_[colours] = {};
	u32 generation_ = 0;

public:
	u32 generation() const { return generation_; }
};

} // namespace

u32 make_palette();
u32 make_palette()
{
	Palette palette;

	palette.grey();
	return palette.brightest() + palette.generation();
}
