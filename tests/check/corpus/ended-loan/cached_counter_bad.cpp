// SPDX-License-Identifier: GPL-2.0
//! A small cache of one pointer into a map survives the eviction of the entry.

#include <kernel/container/rb_map.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

using Hits = RbMap<u32, u64>;

/// Where the last flow is counted.
struct Last {
	u32 flow;
	u64 *hits;
};

Result<Last> look_up(Hits &hits __lifetimebound, u32 flow)
{
	u64 *found = hits.find(flow);

	if (!found)
		return ENOENT;
	return Last{ flow, found };
}

void evict(Hits &hits, u32 below)
{
	for (u32 flow = 0; flow < below; flow++)
		hits.remove(flow).ignore();
}

Result<u64> account(Hits &hits, u32 flow)
{
	Last last = TRY(look_up(hits, flow));

	if (*last.hits > 100)
		evict(hits, 16);
	*last.hits += 1; // BUG: ended-loan
	return *last.hits;
}

class Flows final {
public:
	static Result<Flows> create()
	{
		Hits hits;

		TRY(hits.insert(TRY(Hits::make_node(GFP_KERNEL, 7u, 101u))));
		pr_info("{}", TRY(account(hits, 7)));
		return { std::in_place };
	}
};

} // namespace

KERNEL_MODULE(Flows, { .name = "minimal", .license = "GPL" })
