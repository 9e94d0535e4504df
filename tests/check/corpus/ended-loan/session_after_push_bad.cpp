// SPDX-License-Identifier: GPL-2.0
//! A reference to an element is used after a push, which may move all elements.

#include <kernel/prelude.hpp>

using namespace kernel;

struct Route {
	u32 prefix;
	u32 gateway;
	u64 hits;
};

class RouteTable {
public:
	/// Adds a route for `prefix`, with the gateway of the default route.
	Result<> add(u32 prefix)
	{
		Route *fallback = routes_.front();

		if (!fallback)
			return ENETUNREACH;
		TRY(routes_.push({ prefix, fallback->gateway, 0 }, GFP_KERNEL));
		fallback->hits++; // BUG: ended-loan
		return ok;
	}
	Result<> set_default(u32 gateway) { return routes_.insert(0, { 0, gateway, 0 }, GFP_KERNEL); }

private:
	Vec<Route> routes_;
};
