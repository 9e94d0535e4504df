// SPDX-License-Identifier: GPL-2.0
//! A reservation in an XArray is returned, and the array is freed before it; its destructor locks the array.

#include <kernel/container/xarray.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

struct Request {
	explicit Request(u32 tag) : tag(tag) {}

	const u32 tag;
};
using Requests = XArray<Box<Request>, "host.requests">;

Result<Requests::Reservation> reserve_tag(u32 tag);
Result<Requests::Reservation> reserve_tag(u32 tag)
{
	auto requests = TRY(make_box<Requests>(GFP_KERNEL));
	auto slot = TRY(requests->reserve(tag, GFP_KERNEL));

	return slot; // BUG: escaping-loan
}
