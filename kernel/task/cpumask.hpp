// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Sets of processors.
//!
//! C: include/linux/cpumask.h
#pragma once

#include <utility>

#include <helpers/cpumask.hpp>

#include <kernel/base/annotations.hpp>
#include <kernel/base/result.hpp>
#include <kernel/base/types.hpp>
#include <kernel/memory/alloc.hpp>
#include <kernel/memory/gfp.hpp>
#include <kernel/task/cpu.hpp>

namespace kernel {

/// A set of processors: a view of the kernel's own set, or of a CpumaskVar's. Its size depends on
/// the machine, so it is never a value: to own a set, use a CpumaskVar.
///
/// Example:
///     auto others = TRY(CpumaskVar::alloc(GFP_KERNEL));
///     others->copy_from(Cpumask::possible());
///     others->clear(CpuId::from(0).value_or(CpuId::here()));
///     test.expect_eq(others->count() + 1, possible_cpu_count());
///     for (CpuId cpu : *others)
///             test.expect(Cpumask::possible().contains(cpu));
class Cpumask {
public:
	Cpumask() = delete;
	Cpumask(const Cpumask &) = delete;
	Cpumask &operator=(const Cpumask &) = delete;

	/// The online processors, which come and go; see CpusOnline.
	static const Cpumask &online() __atomic
	{
		// SAFETY: the kernel's own mask lives for ever.
		return from_raw(unsafe, ::kxx_cpu_online_mask());
	}
	/// The processors that this machine may ever have.
	static const Cpumask &possible() __atomic
	{
		// SAFETY: as above.
		return from_raw(unsafe, ::kxx_cpu_possible_mask());
	}

	/// Whether the processor is in the set.
	bool contains(CpuId cpu) const __atomic { return ::kxx_cpumask_test(as_raw(), cpu.number()); }
	/// The number of processors in the set.
	u32 count() const __atomic { return ::kxx_cpumask_weight(as_raw()); }
	bool empty() const __atomic { return ::kxx_cpumask_from(as_raw(), 0) >= ::kxx_nr_cpu_ids(); }

	/// Adds a processor.
	void set(CpuId cpu) __atomic { ::kxx_cpumask_set(as_raw(), cpu.number()); }
	/// Removes a processor.
	void clear(CpuId cpu) __atomic { ::kxx_cpumask_clear(as_raw(), cpu.number()); }
	/// Adds all possible processors.
	void set_all() __atomic { copy_from(possible()); }
	/// Removes all processors.
	void clear_all() __atomic { ::kxx_cpumask_empty(as_raw()); }
	/// Copies the other set.
	void copy_from(const Cpumask &other) __atomic { ::kxx_cpumask_copy(as_raw(), other.as_raw()); }
	/// Keeps only the processors that are also in the other set.
	void intersect(const Cpumask &other) __atomic { ::kxx_cpumask_and(as_raw(), other.as_raw()); }
	/// Adds the processors of the other set.
	void unite(const Cpumask &other) __atomic { ::kxx_cpumask_or(as_raw(), other.as_raw()); }

	friend bool operator==(const Cpumask &a, const Cpumask &b)
	{
		return ::kxx_cpumask_equal(a.as_raw(), b.as_raw());
	}

	/// Iterates over the processors.
	using Iterator = detail::CpuRange::Iterator;
	Iterator begin() const __lifetimebound { return detail::CpuRange(as_raw()).begin(); }
	Iterator end() const __lifetimebound { return detail::CpuRange(as_raw()).end(); }

	/// Views a mask that C passes.
	///
	/// Safety:
	/// - `raw` is a mask of possible processors, and stays for as long as the result is used.
	[[gnu::always_inline]] static const Cpumask &from_raw(unsafe_t, const ::cpumask *raw)
	{
		return *reinterpret_cast<const Cpumask *>(raw);
	}
	/// Views a mask that C passes and that the caller may change.
	///
	/// Safety:
	/// - `raw` is a mask of possible processors, and stays for as long as the result is used.
	[[gnu::always_inline]] static Cpumask &from_raw(unsafe_t, ::cpumask *raw)
	{
		return *reinterpret_cast<Cpumask *>(raw);
	}
	/// The pointer that C functions take.
	[[gnu::always_inline]] const ::cpumask *as_raw() const __lifetimebound
	{
		return reinterpret_cast<const ::cpumask *>(this);
	}
	/// The pointer that C functions take.
	[[gnu::always_inline]] ::cpumask *as_raw() __lifetimebound { return reinterpret_cast<::cpumask *>(this); }
};

/// Owns a set of processors, which is empty at first. It is allocated, since the set is large on a
/// kernel for many processors.
///
/// Invariants:
/// - `raw_` is memory from kmalloc for a mask of this machine, or null after a move.
///
/// Example:
///     auto some = TRY(CpumaskVar::alloc(GFP_KERNEL));
///     test.expect(some->empty());
///     some->set(CpuId::here());
///     test.expect_eq(some->count(), 1u);
class [[nodiscard]] __owner(Cpumask) CpumaskVar {
public:
	/// Allocates an empty set.
	///
	/// Errors: ENOMEM.
	/// Context: as `flags` allow.
	static Result<CpumaskVar> alloc(Gfp flags)
	{
		auto *raw = static_cast<::cpumask *>(Kmalloc::alloc(::kxx_cpumask_size(), flags | __GFP_ZERO));

		if (!raw) [[unlikely]]
			return ENOMEM;
		return CpumaskVar(raw);
	}
	CpumaskVar(CpumaskVar &&other) noexcept : raw_(std::exchange(other.raw_, nullptr)) {}
	CpumaskVar &operator=(CpumaskVar &&other) noexcept
	{
		CpumaskVar taken(std::move(other));

		std::swap(raw_, taken.raw_);
		return *this;
	}
	~CpumaskVar() __atomic
	{
		if (raw_)
			Kmalloc::free(raw_);
	}

	// SAFETY (of all): this owns the mask, whose bits are set only through CpuId.
	Cpumask &operator*() & __lifetimebound { return Cpumask::from_raw(unsafe, raw_); }
	const Cpumask &operator*() const & __lifetimebound { return mask(); }
	Cpumask &operator*() && = delete;
	// SAFETY: as above.
	Cpumask *operator->() __lifetimebound { return &Cpumask::from_raw(unsafe, raw_); }
	const Cpumask *operator->() const __lifetimebound { return &mask(); }

private:
	explicit CpumaskVar(::cpumask *raw) : raw_(raw) {}
	const Cpumask &mask() const
	{
		// SAFETY: as above.
		return Cpumask::from_raw(unsafe, static_cast<const ::cpumask *>(raw_));
	}

	::cpumask *raw_;
};

} // namespace kernel
