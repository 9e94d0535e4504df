// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Lock classes, by which lockdep distinguishes kinds of locks.
//!
//! C: include/linux/lockdep.h
#pragma once

#include <linux/lockdep_types.hpp>

#include <kernel/base/literal.hpp>

namespace kernel {

/// The lockdep class of all locks in this module that have this name and belong to `Owner`.
///
/// A library type for which the kernel wants a key uses its own class:
/// `LockClass<"disk.work", Work>`. On kernels without lockdep the key has no size and no cost.
template <Literal name_, typename Owner>
struct LockClass {
	/// The name that lockdep prints.
	static constexpr const char *name = name_.text;
	/// The key that identifies the class.
	static inline constinit ::lock_class_key key{};
	/// A second key for objects with two: a seqlock has a counter beside its lock.
	static inline constinit ::lock_class_key second_key{};
};

} // namespace kernel
