// SPDX-License-Identifier: GPL-2.0
//! Two entries are found by a helper, one of them is tested, and both are followed.

#include <kernel/container/hashtable.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

struct Route {
	Route(u32 id, u32 metric) : id(id), metric(metric) {}

	const u32 id;
	u32 metric;
	HListLink link;
};

struct Ends {
	Route *from;
	Route *to;
};

class Routes final {
public:
	Result<> add(u32 id, u32 metric) { return table_.insert(TRY(make_box<Route>(GFP_KERNEL, id, metric))); }
	Result<u32> better(u32 from, u32 to)
	{
		const Ends ends = find(from, to);

		if (!ends.from)
			return ENOENT;
		return ends.from->metric < ends.to->metric ? from : to; // BUG: unchecked-null
	}

private:
	Ends find(u32 from, u32 to) __lifetimebound { return { table_.find(from), table_.find(to) }; }

	HashTable<Box<Route>, &Route::link, &Route::id, 4> table_;
};

class Router final {
public:
	static Result<Router> create()
	{
		Routes routes;

		TRY(routes.add(1, 10));
		pr_info("{}", routes.better(1, 2).value_or(0));
		return { std::in_place };
	}
};

} // namespace

KERNEL_MODULE(Router, { .name = "minimal", .license = "GPL" })
