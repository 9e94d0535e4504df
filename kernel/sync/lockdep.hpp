// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Lock classes: what lockdep tells one kind of lock from another by.
//!
//! C: include/linux/lockdep.h
#pragma once

#include <linux/lockdep_types.hpp>

#include <kernel/base/literal.hpp>

namespace kernel {

/// The lockdep class of everything in this module that has this name and belongs to `Owner`.
///
/// A library type that the kernel wants a key for uses one of its own: `LockClass<"disk.work",
/// Work>`. Where the kernel has no lockdep the key has no size and no cost.
template <Literal name_, typename Owner>
struct LockClass {
	/// How lockdep calls it.
	static constexpr const char *name = name_.text;
	/// What lockdep knows it by.
	static inline constinit ::lock_class_key key{};
	/// For what is made of two: a seqlock's counter beside its lock.
	static inline constinit ::lock_class_key second_key{};
};

} // namespace kernel
