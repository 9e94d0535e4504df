// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Small numbers that are handed out and given back: minors, tags, names ending in a number.
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

/// What both allocators are.
class IdaBase {
public:
	/// A number that nobody else has, given back when it goes. It must not outlive what gave it.
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
		~Id()
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

	/// The smallest number from `first` to `last`, both included, that nobody has.
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
	/// The number would outlive what gave it.
	void alloc(Gfp, u32 = 0, u32 = 0) const && = delete;
	/// Whether nobody has a number, now. Context: any.
	[[nodiscard]] bool empty() const { return ::ida_is_empty(&raw_); }

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

/// Gives out numbers, the smallest first, each an Id that gives itself back.
///
/// Where something is to be found by the number, an XArray that gives indices. All functions are const
/// and safe from any context. Ids are declared behind the Ida that gives them; one that is left when the
/// Ida goes is a bug that is warned of.
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

/// An Ida for statics: it has no destructor. Once all numbers are back it has no memory either.
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
