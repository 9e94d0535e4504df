// SPDX-License-Identifier: GPL-2.0 OR MIT
//! The completion status of a block request, which says more than an errno.
//!
//! C: include/linux/blk_types.h (blk_status_t)
#pragma once

#include <linux/blk_types.hpp>

#include <kernel/base/annotations.hpp>
#include <kernel/base/error.hpp>
#include <kernel/base/result.hpp>

namespace kernel {

/// The completion status of a block request, or the reason why it could not start. For everything
/// else, use Result.
///
/// `return ok;` and `return EIO;` work as in a Result. The kernel's own table translates the
/// errors, so an Error that the block layer does not know becomes BlkStatus::io_error().
///
/// Context: any.
///
/// Example:
///     test.expect(BlkStatus(ok).is_ok());
///     test.expect(BlkStatus(ENOSPC) == BlkStatus::no_space());
///     test.expect_eq(BlkStatus::timeout().to_result().error(), ETIMEDOUT);
class [[nodiscard]] BlkStatus {
public:
	/// The request succeeded.
	constexpr BlkStatus(Ok) : status_(::macro::BLK_STS_OK) {}
	/// The request failed with this error.
	BlkStatus(Error error);
	/// Converts a Result.
	BlkStatus(const Result<> &result) : BlkStatus(ok)
	{
		if (result.is_error())
			*this = BlkStatus(result.error());
	}
	static constexpr BlkStatus from_c(::blk_status_t status) { return BlkStatus(status); }

	constexpr ::blk_status_t to_c() const { return status_; }
	constexpr bool is_ok() const { return status_ == ::macro::BLK_STS_OK; }
	constexpr bool is_error() const { return !is_ok(); }
	/// Converts to a Result. A status without an errno of its own (device_resource(),
	/// dm_requeue()) becomes the closest one.
	Result<> to_result() const;

	/// The device does not support the operation.
	static constexpr BlkStatus not_supported() { return BlkStatus(::macro::BLK_STS_NOTSUPP); }
	/// The device did not answer in time.
	static constexpr BlkStatus timeout() { return BlkStatus(::macro::BLK_STS_TIMEOUT); }
	/// There is no space.
	static constexpr BlkStatus no_space() { return BlkStatus(::macro::BLK_STS_NOSPC); }
	/// The connection to the device is broken.
	static constexpr BlkStatus transport() { return BlkStatus(::macro::BLK_STS_TRANSPORT); }
	/// The device itself reports a permanent fault.
	static constexpr BlkStatus target() { return BlkStatus(::macro::BLK_STS_TARGET); }
	/// Somebody else reserved the device. The C constant has two names with the same number.
	static constexpr BlkStatus reservation_conflict() { return BlkStatus(::blk_status_t{ 6 }); }
	/// The medium is damaged.
	static constexpr BlkStatus medium() { return BlkStatus(::macro::BLK_STS_MEDIUM); }
	/// The data does not match its checksum.
	static constexpr BlkStatus protection() { return BlkStatus(::macro::BLK_STS_PROTECTION); }
	/// Memory or another resource ran out; the block layer tries again after a while.
	static constexpr BlkStatus resource() { return BlkStatus(::macro::BLK_STS_RESOURCE); }
	/// The fault has no more specific status.
	static constexpr BlkStatus io_error() { return BlkStatus(::macro::BLK_STS_IOERR); }
	/// Only for the device mapper, which tries again.
	static constexpr BlkStatus dm_requeue() { return BlkStatus(::macro::BLK_STS_DM_REQUEUE); }
	/// The request would wait, but must not.
	static constexpr BlkStatus again() { return BlkStatus(::macro::BLK_STS_AGAIN); }
	/// The device is full; the block layer tries again when one of its requests ends.
	static constexpr BlkStatus device_resource() { return BlkStatus(::macro::BLK_STS_DEV_RESOURCE); }
	/// The device is currently not available.
	static constexpr BlkStatus offline() { return BlkStatus(::macro::BLK_STS_OFFLINE); }

	friend constexpr bool operator==(BlkStatus, BlkStatus) = default;

private:
	explicit constexpr BlkStatus(::blk_status_t status) : status_(status) {}

	::blk_status_t status_;
};

} // namespace kernel
