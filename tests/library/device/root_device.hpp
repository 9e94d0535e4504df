// SPDX-License-Identifier: GPL-2.0
//! A device below /sys/devices, for tests.
#pragma once

#include <linux/device.hpp>
#include <linux/export.hpp>

#include <kernel/base/err.hpp>
#include <kernel/device/device.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>
#include <kernel/test/kunit.hpp>

/// Its destructor unregisters it and releases the resources that it manages.
class RootDevice {
public:
	static kernel::Result<RootDevice> create()
	{
		return RootDevice(TRY(kernel::from_err_ptr(::__root_device_register("kxx-suite", &::__this_module))));
	}
	RootDevice(RootDevice &&other) noexcept : raw_(std::exchange(other.raw_, nullptr)) {}
	~RootDevice()
	{
		if (raw_)
			::root_device_unregister(raw_);
	}

	const kernel::BoundDevice &operator*() const
	{
		// SAFETY: it is registered until the destructor, which releases the managed resources.
		return kernel::BoundDevice::from_raw(kernel::unsafe, raw_);
	}

private:
	explicit RootDevice(::device *raw) : raw_(raw) {}

	::device *raw_;
};
