// SPDX-License-Identifier: GPL-2.0
//! The caller owns the array, and the declaration says that the reservation borrows from it.

#include <kernel/container/xarray.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

struct Request {
	explicit Request(u32 tag) : tag(tag) {}

	const u32 tag;
};
using Requests = XArray<Box<Request>, "host.requests">;

Result<Requests::Reservation> reserve_tag(const Requests &requests __lifetimebound, u32 tag);
Result<Requests::Reservation> reserve_tag(const Requests &requests __lifetimebound, u32 tag)
{
	auto slot = TRY(requests.reserve(tag, GFP_KERNEL));

	return slot;
}
