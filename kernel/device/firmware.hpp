// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Firmware files, which the kernel loads for a device.
//!
//! C: include/linux/firmware.h
#pragma once

#include <utility>

#include <linux/firmware.hpp>

#include <kernel/base/annotations.hpp>
#include <kernel/base/errno.hpp>
#include <kernel/base/literal.hpp>
#include <kernel/base/result.hpp>
#include <kernel/base/span.hpp>
#include <kernel/base/types.hpp>
#include <kernel/defer/workqueue.hpp>
#include <kernel/device/device.hpp>
#include <kernel/memory/gfp.hpp>
#include <kernel/text/cstr.hpp>
#include <kernel/text/string.hpp>

namespace kernel {

/// The bytes of a firmware file, until the destructor releases them. They are read-only: all
/// requests for the same file get the same bytes.
///
/// In KERNEL_MODULE, also name the files that the module may request, for tools that build initial
/// RAM disks.
///
/// Example:
///     #include <linux/err.hpp>
///
///     Result<> load(const Device &device)
///     {
///             const auto firmware = TRY(Firmware::request_nowarn("example.bin", device));
///             u32 sum = 0;
///             for (u8 byte : firmware.bytes())
///                     sum += byte;
///             dev_info(device, "{} bytes, sum {:#x}", firmware.size(), sum);
///             return ok;
///     }
///     Result<> example(kunit::Test &test)
///     {
///             ::device *raw = ::__root_device_register("example_firmware", &::__this_module);
///             if (::IS_ERR(raw))
///                     return ENOMEM;
///             // SAFETY: it is registered until the last line but one.
///             test.expect_error(load(Device::from_raw(unsafe, raw)), ENOENT);
///             ::root_device_unregister(raw);
///             return ok;
///     }
///
/// Invariants:
/// - `raw_` came from one of the kernel's request functions and was not released; or null after a move.
class [[nodiscard]] __owner(u8) Firmware {
public:
	/// Loads the file with this name from the firmware directories, and waits for it.
	///
	/// Errors: ENOENT: there is no such file (the log says so); EINVAL: the name is empty;
	/// ENOMEM; EAGAIN: the machine is about to sleep; the errors of reading it.
	/// Context: process; may sleep.
	[[gnu::always_inline]] static Result<Firmware> request(CStr name, const Device &device) __sleeps
	{
		return ask<&::request_firmware>(name, device);
	}
	/// Like request(), for an optional file: logs nothing if it does not exist.
	[[gnu::always_inline]] static Result<Firmware> request_nowarn(CStr name, const Device &device) __sleeps
	{
		return ask<&::firmware_request_nowarn>(name, device);
	}
	/// Like request(), but never asks user space for help and logs nothing.
	[[gnu::always_inline]] static Result<Firmware> request_direct(CStr name, const Device &device) __sleeps
	{
		return ask<&::request_firmware_direct>(name, device);
	}
	/// Like request(), but also searches the files that the machine's own firmware (EFI)
	/// provides.
	[[gnu::always_inline]] static Result<Firmware> request_platform(CStr name, const Device &device) __sleeps
	{
		return ask<&::firmware_request_platform>(name, device);
	}
	/// Has a worker of `queue` load the file and call
	/// `function(Result<Firmware>, arguments...)` once, whether that succeeds or not. Returns
	/// without waiting. `name` is the lockdep class of the work item.
	///
	/// As for Workqueue::spawn(), the function must capture nothing; its arguments are moved
	/// in. The queue's destructor waits for it, so objects that the function refers to must
	/// outlive the queue.
	///
	/// Errors: ENOMEM; the function is not called, and the arguments are dropped.
	/// Context: as `flags` allow.
	template <Literal name, typename Function, typename... Args>
	static Result<> request_nowait(const Workqueue &queue, Gfp flags, CStr file, const Device &device,
				       Function function, Args... arguments)
	{
		static_assert(std::is_invocable_v<Function, Result<Firmware>, Args &&...>,
			      "request_nowait: the function takes a Result<Firmware>, and the arguments");
		return queue.spawn<name>(
			flags,
			[](CString file, Ref<Device> device, Function function, Args... arguments) {
				function(request(file, *device), std::move(arguments)...);
			},
			TRY(CString::copy(file, flags)), device.share(), function, std::move(arguments)...);
	}

	[[gnu::always_inline]] Firmware(Firmware &&other) noexcept : raw_(other.raw_) { other.raw_ = nullptr; }
	Firmware &operator=(Firmware &&) = delete;
	[[gnu::always_inline]] ~Firmware()
	{
		if (raw_)
			::release_firmware(raw_);
	}

	/// The content of the file.
	///
	/// Context: any.
	[[gnu::always_inline]] Span<const u8> bytes() const & __atomic __lifetimebound
	{
		// SAFETY: the loader keeps `size` bytes at `data`, unchanged, until they are released.
		return Span<const u8>::of(unsafe, raw_->data, raw_->size);
	}
	Span<const u8> bytes() && = delete;
	/// The number of bytes.
	///
	/// Context: any.
	[[gnu::always_inline]] usize size() const __atomic { return raw_->size; }

private:
	explicit Firmware(const ::firmware *raw) : raw_(raw) {}

	template <auto function>
	[[gnu::always_inline]] static Result<Firmware> ask(CStr name, const Device &device)
	{
		const ::firmware *raw __attribute__((uninitialized));
		// SAFETY: all request functions return zero or a negative errno.
		auto asked = detail::from_errno(unsafe, function(&raw, name.as_c(), device.as_raw()));

		if (asked.is_error()) [[unlikely]]
			return asked.error();
		if (!raw)
			__builtin_unreachable(); // success comes with a file
		return Firmware(raw);
	}

	const ::firmware *raw_;
};

} // namespace kernel
