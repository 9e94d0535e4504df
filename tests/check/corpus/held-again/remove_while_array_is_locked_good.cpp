// SPDX-License-Identifier: GPL-2.0
//! The item is removed through the key of the locked array.

#include <kernel/container/xarray.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

struct Transfer {
	explicit Transfer(u32 bytes) : bytes(bytes) {}
	u32 bytes;
	u32 age = 0;
};

class Transfers final {
public:
	Result<> begin(u32 tag, u32 bytes) const
	{
		return transfers_.insert(tag, TRY(make_box<Transfer>(GFP_KERNEL, bytes)), GFP_KERNEL);
	}

	/// Ends transfers that are too old; returns how many.
	u32 expire(u32 limit) const
	{
		auto transfers = transfers_.lock();
		u32 ended = 0;

		for (auto [tag, transfer] : transfers.items()) {
			if (++transfer.age <= limit)
				continue;
			if (transfers.remove(tag).is_ok())
				ended++;
		}
		return ended;
	}

private:
	XArray<Box<Transfer>, "transfers.all"> transfers_;
};

} // namespace

Result<> expire_all();
Result<> expire_all()
{
	Transfers transfers;

	TRY(transfers.begin(7, 512));
	if (transfers.expire(0) != 1)
		return EIO;
	return ok;
}
