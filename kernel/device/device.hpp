// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Devices, as drivers and subsystems pass them: their names, messages about them, and objects that
//! live as long as a driver is bound to them.
//!
//! C: include/linux/device.h, include/linux/dev_printk.h
#pragma once

#include <helpers/device.hpp>
#include <linux/dev_printk.hpp>
#include <linux/device.hpp>

#include <kernel/base/annotations.hpp>
#include <kernel/base/result.hpp>
#include <kernel/base/share.hpp>
#include <kernel/memory/box.hpp>
#include <kernel/memory/ref.hpp>
#include <kernel/text/cstr.hpp>
#include <kernel/text/format.hpp>

namespace kernel {

/// A device of any bus, borrowed from the code that passed it. To keep it, take a Ref<Device> with
/// share().
///
/// A Ref keeps the memory, not the hardware: the device may still be unplugged and its driver
/// unbound.
///
/// Context: any, for all functions.
///
/// Example:
///     #include <linux/err.hpp>
///
///     Result<> greet(const Device &device)
///     {
///             if (device.name().empty())
///                     return ENODEV;
///             dev_info(device, "hello from {}", KBUILD_MODNAME);
///             return ok;
///     }
///     Result<> example(kunit::Test &test)
///     {
///             ::device *raw = ::__root_device_register("example_device", &::__this_module);
///             if (::IS_ERR(raw))
///                     return ENOMEM;
///             // SAFETY: it is registered until the last line but one.
///             test.expect(greet(Device::from_raw(unsafe, raw)).is_ok());
///             ::root_device_unregister(raw);
///             return ok;
///     }
class Device {
public:
	Device() = delete;
	Device(const Device &) = delete;
	Device &operator=(const Device &) = delete;

	/// The name as in sysfs: "0000:00:1f.2". It may change only while the device is being
	/// registered.
	CStr name() const __atomic __lifetimebound
	{
		// SAFETY: a device that was passed to us has a name, which lives as long as the
		// device.
		return CStr::from_raw(unsafe, ::dev_name(as_raw()));
	}
	/// Makes another owner.
	inline Ref<Device> share() const;

	friend bool operator==(const Device &a, const Device &b) __atomic { return &a == &b; }

	/// The pointer for C.
	[[gnu::always_inline]] ::device *as_raw() const __atomic __lifetimebound { return &raw_; }
	/// Views a device that C passed.
	///
	/// Safety:
	/// - `raw` points to an initialised device with a name, and somebody keeps the device alive
	///   while the result is used.
	[[gnu::always_inline]] static const Device &from_raw(unsafe_t, ::device *raw)
	{
		return *reinterpret_cast<const Device *>(raw);
	}

private:
	union {
		mutable ::device raw_;
	};
};

template <>
struct RefCounted<Device> {
	using Shared = void;
	static void get(const Device *device) { ::get_device(device->as_raw()); }
	static void put(unsafe_t, const Device *device) { ::put_device(device->as_raw()); }
};

inline Ref<Device> Device::share() const
{
	// SAFETY: the caller has a live Device.
	return Ref<Device>::share(unsafe, this);
}

/// A device to which a driver of this module is being bound, or is bound; a probe gets it.
///
/// Objects passed to manage() are destroyed when the probe fails or the driver is unbound, which
/// happens at the latest when the module is unloaded.
///
/// Example:
///     #include <linux/err.hpp>
///
///     struct State {
///             u32 seen;
///     };
///     Result<> probe(const BoundDevice &device)
///     {
///             return device.manage(TRY(make_box<State>(GFP_KERNEL, 7u)));
///     }
///     Result<> example(kunit::Test &test)
///     {
///             ::device *raw = ::__root_device_register("example_bound", &::__this_module);
///             if (::IS_ERR(raw))
///                     return ENOMEM;
///             // SAFETY: it is registered until the last line but one, when it lets go of what it keeps.
///             auto probed = probe(BoundDevice::from_raw(unsafe, raw));
///             ::root_device_unregister(raw);
///             return probed;
///     }
class BoundDevice : public Device {
public:
	/// Keeps an object until the driver is unbound; the last object is destroyed first. If this
	/// fails, the object is destroyed at once.
	///
	/// Errors: ENOMEM.
	/// Context: process; may sleep.
	template <typename T>
	Result<> manage(Box<T> object) const __sleeps
	{
		static_assert(sendable<T> || borrows<T>, "manage: the task that unbinds is another one: what is kept "
							 "must be sendable, see kernel/base/share.hpp");
		static_assert(!borrows<T>, "manage: what is kept outlives what it looks at; pass an owner");
		return Result<>::from_c(::kxx_devm_add_action_or_reset(
			as_raw(),
			[](void *kept) {
				// SAFETY: manage() passed it to the device, which calls this once.
				auto gone = Box<T>::from_raw(unsafe, static_cast<T *>(kept));
			},
			std::move(object).into_raw()));
	}

	/// Views the device that C passes to a probe.
	///
	/// Safety:
	/// - As for Device::from_raw(); and a driver is being bound to the device, or is bound to
	///   it, and will be unbound before this module is unloaded.
	[[gnu::always_inline]] static const BoundDevice &from_raw(unsafe_t, ::device *raw)
	{
		return *reinterpret_cast<const BoundDevice *>(raw);
	}
};

namespace detail {

template <typename Source, typename... Args, typename Out>
constexpr void write_device_line(Out &out)
{
	constexpr format::Text text = Source{}();

	format::detail::translate_text<Out, Args...>(out, text);
	if (text.size && text[text.size - 1] == '\n')
		out.fail(format::detail::Mistake::Newline);
	out.put('\n');
}

template <typename Source, typename... Args>
inline constexpr format::detail::Measure device_line_measure =
	format::detail::measure([](auto &out) { write_device_line<Source, Args...>(out); });

template <typename Source, typename... Args>
consteval auto device_line_format()
{
	format::detail::Buffer<device_line_measure<Source, Args...>.size> out;

	write_device_line<Source, Args...>(out);
	return out;
}

template <typename Source, typename... Args>
struct DeviceLine {
	static constexpr auto format = device_line_format<Source, format::detail::Printed<Args>...>();
};

/// dev_info() and similar functions.
template <auto function>
struct WriteDeviceLine {
	template <typename Source, typename... Args>
		requires(device_line_measure<Source, format::detail::Printed<Args>...>.mistake ==
			 format::detail::Mistake::None)
	[[gnu::always_inline]] void operator()(const Device &device, Source, const Args &...args) const
	{
		format::detail::with_raw(
			[&](auto... raw) {
				function(device.as_raw(), DeviceLine<Source, Args...>::format.text, raw...);
			},
			args...);
	}
	KXX_REFUSED_FORMATS((device_line_measure<Source, format::detail::Printed<Args>...>), void(),
			    (const Device &, Source, const Args &...))
};
template <auto function>
inline constexpr WriteDeviceLine<function> device_line{};

} // namespace detail
} // namespace kernel

// From here on, the compiler shows an error in a macro's expansion on the line that uses the macro.
#pragma GCC system_header

#define KXX_DEVICE_LINE(function, device, text, ...) \
	::kernel::detail::device_line<&::function>(device, KXX_TEXT(text) __VA_OPT__(, ) __VA_ARGS__)

/// Logs a line about a device: `dev_err(device, "no answer: {}", error)`. Any context. The line
/// begins with the names of the driver and of the device; the format and its checks are those of
/// pr_info().
#define dev_emerg(device, text, ...) KXX_DEVICE_LINE(_dev_emerg, device, text __VA_OPT__(, ) __VA_ARGS__)
#define dev_alert(device, text, ...) KXX_DEVICE_LINE(_dev_alert, device, text __VA_OPT__(, ) __VA_ARGS__)
#define dev_crit(device, text, ...) KXX_DEVICE_LINE(_dev_crit, device, text __VA_OPT__(, ) __VA_ARGS__)
#define dev_err(device, text, ...) KXX_DEVICE_LINE(_dev_err, device, text __VA_OPT__(, ) __VA_ARGS__)
#define dev_warn(device, text, ...) KXX_DEVICE_LINE(_dev_warn, device, text __VA_OPT__(, ) __VA_ARGS__)
#define dev_notice(device, text, ...) KXX_DEVICE_LINE(_dev_notice, device, text __VA_OPT__(, ) __VA_ARGS__)
#define dev_info(device, text, ...) KXX_DEVICE_LINE(_dev_info, device, text __VA_OPT__(, ) __VA_ARGS__)
