// SPDX-License-Identifier: GPL-2.0
//! The result of a function that returns null is followed.
#include <kernel/prelude.hpp>

using namespace kernel;

struct Place {
	u32 owner;
	u32 uses;
};

Place *find(Span<Place> places __lifetimebound, u32 owner)
{
	for (Place &place : places)
		if (place.owner == owner)
			return &place;
	return nullptr;
}

u32 used(Span<Place> places, u32 owner);
u32 used(Span<Place> places, u32 owner)
{
	return find(places, owner)->uses; // BUG: unchecked-null
}
