// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Allocators of small numbers, such as minors, tags, and numbers at the end of names.
//!
//! C: include/linux/idr.h
#pragma once

#include <type_traits>
#include <utility>

#include <linux/idr.hpp>

#include <kernel/base/annotations.hpp>
#include <kernel/base/result.hpp>
#include <kernel/base/types.hpp>
#include <kernel/log/bug.hpp>
#include <kernel/memory/gfp.hpp>
#include <kernel/sync/lockdep.hpp>
#include <kernel/sync/spinlock.hpp>

namespace kernel {

namespace detail {

/// The base of both allocators.
class IdaBase {
public:
	/// A number that nobody else has; its destructor gives the number back. It must not outlive
	/// its allocator.
	class [[nodiscard]] Id {
	public:
		Id(Id &&other) noexcept : ida_(std::exchange(other.ida_, nullptr)), value_(other.value_) {}
		Id &operator=(Id &&other) noexcept
		{
			Id taken(std::move(other));

			std::swap(ida_, taken.ida_);
			std::swap(value_, taken.value_);
			return *this;
		}
		~Id() __atomic
		{
			if (ida_)
				::ida_free(ida_, value_);
		}

		u32 value() const { return value_; }

	private:
		friend class IdaBase;
		Id(::ida *ida, u32 value) : ida_(ida), value_(value) {}

		::ida *ida_;
		u32 value_;
	};

	IdaBase(const IdaBase &) = delete;
	IdaBase &operator=(const IdaBase &) = delete;

	/// Allocates the smallest free number from `first` to `last`, both included.
	///
	/// Errors: ENOSPC: all are taken; ENOMEM; EINVAL: `first` is above `last`.
	/// Context: any, as `flags` allow.
	Result<Id> alloc(Gfp flags, u32 first = 0, u32 last = 0x7fffffff) const & __lifetimebound
	{
		if (first > last)
			return EINVAL;
		int id = ::ida_alloc_range(&raw_, first, last, flags.bits());

		if (id < 0)
			return Error::from_c(id);
		return Id(&raw_, static_cast<u32>(id));
	}
	/// Deleted, since the number would outlive its allocator.
	void alloc(Gfp, u32 = 0, u32 = 0) const && = delete;
	/// Whether no number is allocated now. Context: any.
	[[nodiscard]] bool empty() const __atomic { return ::ida_is_empty(&raw_); }

protected:
	constexpr IdaBase() : raw_{}
	{
		using Class = LockClass<"ida", IdaBase>;

		if (std::is_constant_evaluated())
			SpinLockBackend::make_static(raw_.xa.xa_lock, Class::name);
		else
			SpinLockBackend::init<Class>(&raw_.xa.xa_lock);
		raw_.xa.xa_flags = ::macro::IDA_INIT_FLAGS;
	}
	~IdaBase() = default;

	mutable ::ida raw_;
};

} // namespace detail

/// Allocates numbers, the smallest first; each is an Id that gives itself back.
///
/// To look objects up by number, use an XArray that allocates indices. All functions are const and
/// safe in any context. Declare Ids after their Ida; an Id that is left when the Ida is destroyed
/// is a bug, and the kernel warns.
///
/// `alloc(flags, first, last)` allocates the smallest free number from `first` to `last`, both
/// included; they are 0 and 2³¹ - 1 unless given. It fails with ENOSPC if all are taken, ENOMEM, or
/// EINVAL if `first` is above `last`. value() of the Id is the number. empty() says whether no
/// number is allocated now.
///
/// Example:
///     Ida minors;
///     auto first = TRY(minors.alloc(GFP_KERNEL));
///     {
///             auto second = TRY(minors.alloc(GFP_KERNEL, 0, 255));
///             test.expect_eq(second.value(), 1u);
///     }
///     auto again = TRY(minors.alloc(GFP_KERNEL));
///     test.expect_eq(again.value(), 1u);
class Ida : public detail::IdaBase {
public:
	Ida() = default;
	~Ida()
	{
		warn_on(!empty());
		::ida_destroy(&raw_);
	}
};

/// An Ida for statics, without a destructor. Once all numbers are given back, it holds no memory
/// either.
///
/// Example:
///     static constinit StaticIda minors;
///     auto minor = TRY(minors.alloc(GFP_KERNEL, 16));
///     test.expect_eq(minor.value(), 16u);
class StaticIda : public detail::IdaBase {
public:
	constexpr StaticIda() = default;
};

} // namespace kernel
