// SPDX-License-Identifier: GPL-2.0
//! The pointer is tested on every path, in the ways that code does it.
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
	if (const Place *place = find(places, owner); place && place->uses)
		return place->uses;
	const Place *first = find(places, 0);
	const bool known = first != nullptr;

	if (!known)
		return 0;
	const Place *last = find(places, ~0u);
	return first->uses + (last ? last->uses : 0);
}
