// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Types for which zeroed memory is a valid value.
//!
//! C: kzalloc, memset(p, 0, size)
#pragma once

#include <type_traits>

#include <kernel/base/annotations.hpp>
#include <kernel/base/types.hpp>

namespace kernel {

/// Promises, for a class with a constructor, that zeroed memory is a valid T.
///
/// Types without a constructor do not need it: they are zeroable anyway.
///
/// Safety:
/// - With all bytes zero, the invariants of T hold, and each member is zeroable or was checked.
///
/// Example:
///     class Counter {
///     public:
///             constexpr Counter() : count_(0) {}
///             u32 count() const { return count_; }
///
///     private:
///             u32 count_;
///     };
///     // SAFETY: a count of zero is where every Counter begins.
///     template <>
///     inline constexpr bool kernel::zeroable_by_promise<Counter> = true;
///     Result<> example(kunit::Test &test)
///     {
///             auto counter = TRY(make_box_zeroed<Counter>(GFP_KERNEL));
///             test.expect_eq(counter->count(), 0u);
///             return ok;
///     }
template <typename T>
inline constexpr bool zeroable_by_promise = false;

/// Whether zeroed memory is a valid T.
///
/// It is for integers, raw pointers, enumerations, and types that consist of them: for every type
/// without a constructor (including C structs), T{} is zero anyway. A class whose constructor or
/// default member values set other values is not zeroable, nor is a class with a reference, a Box
/// or a Vec.
///
/// Example:
///     struct Plain {
///             u32 number;
///             void *pointer;
///     };
///     struct Counted {
///             u32 users = 1;
///     };
///     static_assert(zeroable<Plain> && !zeroable<Counted> && !zeroable<Box<u32>>);
template <typename T>
concept zeroable = zeroable_by_promise<std::remove_cv_t<std::remove_all_extents_t<T>>> ||
		   (std::is_trivially_default_constructible_v<std::remove_all_extents_t<T>> &&
		    !std::is_member_pointer_v<std::remove_all_extents_t<T>>); // null is not 0 there

/// Sets all bytes to zero, including padding, before an object leaves the kernel or is reused.
template <zeroable T>
	requires(std::is_trivially_copyable_v<T> && !std::is_const_v<T>)
[[gnu::always_inline]] inline void zero(T &object) __atomic
{
	__builtin_memset(static_cast<void *>(&object), 0, sizeof(T));
}

} // namespace kernel
