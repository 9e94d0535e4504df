// SPDX-License-Identifier: GPL-2.0 OR MIT
//! What directories in sysfs are made of.
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

/// A directory of the kernel's in sysfs, below which a sysfs::Dir is published.
///
/// A view of C's object; sysfs::Dir is what makes one.
///
/// Invariants:
/// - it is a `struct kobject` that is in sysfs as long as it is looked at.
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
		// SAFETY: it is there as long as the kernel.
		return from_raw(unsafe, ::kernel_kobj);
	}
	/// /sys/module/NAME of this module.
	[[gnu::always_inline]] static const Kobject &module()
	{
		// SAFETY: it is there as long as the module's code.
		return from_raw(unsafe, &::__this_module.mkobj.kobj);
	}
	/// One of C's.
	///
	/// Safety:
	/// - `raw` was added to sysfs, and stays there for as long as the view, and whatever is published
	///   below, is there.
	[[gnu::always_inline]] static const Kobject &from_raw(unsafe_t, ::kobject *raw)
	{
		return *reinterpret_cast<const Kobject *>(raw);
	}

	/// The directory's name.
	CStr name() const __lifetimebound
	{
		// SAFETY: what is in sysfs has a name, which does not change unless C renames it.
		return CStr::from_raw(unsafe, raw_.name);
	}
	/// What C functions take.
	[[gnu::always_inline]] ::kobject *as_raw() const __lifetimebound { return &raw_; }

private:
	Kobject() = delete;
	~Kobject() = default;

	mutable ::kobject raw_;
};

} // namespace kernel
