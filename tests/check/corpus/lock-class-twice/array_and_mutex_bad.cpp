// SPDX-License-Identifier: GPL-2.0
//! An XArray and the mutex beside it have the same name.

#include <kernel/container/xarray.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

struct Vote {
	explicit Vote(u32 weight) : weight(weight) {}
	u32 weight;
};

class Election final {
public:
	Result<> cast(u32 voter, u32 weight) const
	{
		auto total = total_.lock();

		TRY(votes_.insert(voter, TRY(make_box<Vote>(GFP_KERNEL, weight)), GFP_KERNEL));
		*total += weight;
		return ok;
	}
	u64 total() const { return *total_.lock(); }

private:
	Mutex<u64, "election.votes"> total_;
	XArray<Box<Vote>, "election.votes"> votes_; // BUG: lock-class-twice
};

} // namespace

Result<u64> elect();
Result<u64> elect()
{
	Election election;

	TRY(election.cast(1, 3));
	TRY(election.cast(2, 4));
	return election.total();
}
