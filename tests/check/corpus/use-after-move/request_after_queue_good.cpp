// SPDX-License-Identifier: GPL-2.0
//! A request is logged before it is given to the list of waiting requests.

#include <kernel/container/list.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

struct Request {
	Request(u64 sector, u32 count) : sector(sector), count(count) {}

	const u64 sector;
	const u32 count;
	ListLink waiting;
};

class RequestQueue final : Pinned {
public:
	Result<> submit(u64 sector, u32 count) const
	{
		if (!count)
			return EINVAL;
		auto request = TRY(make_box<Request>(GFP_NOIO, sector, count));

		pr_debug("{} sectors at {} wait", request->count, request->sector);
		waiting_.lock()->push_back(std::move(request));
		return ok;
	}
	Result<Box<Request>> next() const { return waiting_.lock()->pop_front(); }

private:
	SpinLock<List<Box<Request>, &Request::waiting>, "blk.waiting"> waiting_;
};
