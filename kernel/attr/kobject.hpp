// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Kobjects, which are the directories in sysfs.
//!
//! C: include/linux/kobject.h
#pragma once

#include <linux/export.hpp>
#include <linux/kobject.hpp>
#include <linux/module.hpp>

#include <kernel/base/annotations.hpp>
#include <kernel/base/types.hpp>
#include <kernel/text/cstr.hpp>

namespace kernel {

/// A directory of the kernel in sysfs, below which a sysfs::Dir can be published.
///
/// This is a view of a C object; a sysfs::Dir makes a new one.
///
/// Invariants:
/// - it is a `struct kobject` that stays in sysfs while the view is used.
///
/// Example:
///     test.expect(Kobject::kernel().name() == "kernel");
class Kobject {
public:
	Kobject(const Kobject &) = delete;
	Kobject &operator=(const Kobject &) = delete;

	/// /sys/kernel.
	[[gnu::always_inline]] static const Kobject &kernel()
	{
		// SAFETY: it exists as long as the kernel runs.
		return from_raw(unsafe, ::kernel_kobj);
	}
	/// /sys/module/NAME of this module.
	[[gnu::always_inline]] static const Kobject &module()
	{
		// SAFETY: it exists as long as the module's code.
		return from_raw(unsafe, &::__this_module.mkobj.kobj);
	}
	/// Views a C kobject.
	///
	/// Safety:
	/// - `raw` was added to sysfs, and stays there as long as the view, and everything
	///   published below it.
	[[gnu::always_inline]] static const Kobject &from_raw(unsafe_t, ::kobject *raw)
	{
		return *reinterpret_cast<const Kobject *>(raw);
	}

	/// The directory's name.
	CStr name() const __lifetimebound
	{
		// SAFETY: an object in sysfs has a name, which does not change unless C renames it.
		return CStr::from_raw(unsafe, raw_.name);
	}
	/// The pointer that C functions take.
	[[gnu::always_inline]] ::kobject *as_raw() const __lifetimebound { return &raw_; }

private:
	Kobject() = delete;
	~Kobject() = default;

	mutable ::kobject raw_;
};

} // namespace kernel
