// SPDX-License-Identifier: GPL-2.0 OR MIT
#include <kernel/block/blk_types.hpp>

#include <linux/blkdev.hpp>

namespace kernel {

BlkStatus::BlkStatus(Error error) : status_(::errno_to_blk_status(error.to_c()))
{
}

Result<> BlkStatus::to_result() const
{
	return Result<>::from_c(::blk_status_to_errno(status_));
}

} // namespace kernel
